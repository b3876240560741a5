package format

import (
	"strings"

	"stackengine.dev/sandbox/internal/data"
)

// Blocks of Terraform's JSON, which stand as objects or as lists of them.

// A terraformBlock is an object that a block's labels lead to.
type terraformBlock struct {
	*data.Node
	address string // "aws_iam_role.deploy"
}

// terraformBlocksOf follows a block's type and labels, "*" for any rest of a
// label. A block that may be repeated may be a list.
func terraformBlocksOf(n *data.Node, words []string, address string) []terraformBlock {
	var list []terraformBlock
	for _, n := range terraformObjects(n) {
		if len(words) == 0 {
			list = append(list, terraformBlock{n, address})
			continue
		}
		begin, any := strings.CutSuffix(words[0], "*")
		for _, m := range n.Items {
			if m.Name() != words[0] && !(any && strings.HasPrefix(m.Name(), begin)) {
				continue
			}
			inner := m.Name()
			if address != "" {
				inner = address + "." + inner
			}
			list = append(list, terraformBlocksOf(m, words[1:], inner)...)
		}
	}
	return list
}

// terraformObjects is n, or the objects of a list that n is.
func terraformObjects(n *data.Node) []*data.Node {
	switch {
	case n.Kind == data.Mapping:
		return []*data.Node{n}
	case n.Kind != data.Sequence:
		return nil
	}
	var list []*data.Node
	for _, item := range n.Items {
		if item.Kind == data.Mapping {
			list = append(list, item)
		}
	}
	return list
}

// terraformGroups lists the objects at a path of hclPlaces inside a block.
func terraformGroups(b *data.Node, path string) []*data.Node {
	groups := []*data.Node{b}
	for _, step := range strings.FieldsFunc(path, func(r rune) bool { return r == '/' || r == ' ' }) {
		var next []*data.Node
		for _, g := range groups {
			if inner := g.Get(step); inner != nil {
				next = append(next, terraformObjects(inner)...)
			}
		}
		groups = next
	}
	return groups
}
