package format

import (
	"strings"

	hcl2 "github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"stackengine.dev/sandbox/internal/setting"
	"stackengine.dev/sandbox/internal/source"
)

// clauses finds conditions on sts:DurationSeconds in the policies of b: a
// policy document's statements, jsonencode, JSON in a heredoc.
func (l *hclLocator) clauses(b *hclParsedBlock) {
	if b.broken {
		return
	}
	if b.is(b.doc.Text, "data", "aws_iam_policy_document", "*") {
		for _, statement := range b.body.groups("statement") {
			l.statement(b, statement)
		}
		return
	}
	for _, m := range b.body.members {
		l.policies(b, m.expr, 0)
	}
	for _, inner := range b.body.blocks { // inline_policy { policy = … }
		for _, m := range hclBodyGroup(inner.Body, source.Span{}).members {
			l.policies(b, m.expr, 0)
		}
	}
}

// policies looks for policy objects in e.
func (l *hclLocator) policies(b *hclParsedBlock, e hclsyntax.Expression, depth int) {
	if depth > maxDepth {
		return
	}
	switch e := e.(type) {
	case *hclsyntax.FunctionCallExpr:
		for _, arg := range e.Args {
			l.policies(b, arg, depth+1)
		}
	case *hclsyntax.ParenthesesExpr:
		l.policies(b, e.Expression, depth+1)
	case *hclsyntax.TupleConsExpr:
		for _, item := range e.Exprs {
			l.policies(b, item, depth+1)
		}
	case *hclsyntax.ObjectConsExpr:
		if l.policyStatement(b, e, false) {
			return
		}
		for _, item := range e.Items {
			l.policies(b, item.ValueExpr, depth+1)
		}
	case *hclsyntax.TemplateExpr:
		if json, ok := hclHeredocJSON(b.doc, hclRange(e.SrcRange)); ok {
			l.jsonPolicies(b, json, depth+1)
		}
	}
}

// jsonPolicies is policies for JSON in a heredoc.
func (l *hclLocator) jsonPolicies(b *hclParsedBlock, e hclsyntax.Expression, depth int) {
	if depth > maxDepth {
		return
	}
	switch e := e.(type) {
	case *hclsyntax.TupleConsExpr:
		for _, item := range e.Exprs {
			l.jsonPolicies(b, item, depth+1)
		}
	case *hclsyntax.ObjectConsExpr:
		if !l.policyStatement(b, e, true) {
			for _, item := range e.Items {
				l.jsonPolicies(b, item.ValueExpr, depth+1)
			}
		}
	}
}

// hclHeredocJSON reads a heredoc's text as JSON, which HCL's expressions
// include but for a few escapes. Templates in its strings do no harm.
func hclHeredocJSON(doc *source.Document, at source.Span) (hclsyntax.Expression, bool) {
	content, ok := hclHeredocBody(doc.Text, at.Start, len(doc.Text))
	if !ok {
		return nil, false
	}
	text := doc.Text[content.Start:content.End]
	lead := len(text) - len(strings.TrimLeft(text, " \t\r\n"))
	content.Start += lead
	content.End = content.Start + len(strings.TrimSpace(text))
	if !strings.HasPrefix(text[lead:], "{") || !hclHasDurationKey(text) {
		return nil, false
	}
	s := hclScanner{text: doc.Text[:content.End]}
	if end, how := s.block(content.Start, 0, ""); how != hclClosed || end != content.End {
		return nil, false
	}
	e, diags := hclsyntax.ParseExpression([]byte(doc.Text[content.Start:content.End]), "", hcl2.Pos{Line: 1, Column: 1, Byte: content.Start})
	return e, !diags.HasErrors()
}

// policyStatement reports whether e is a policy statement with a condition,
// and adds its clause if that is on sts:DurationSeconds.
func (l *hclLocator) policyStatement(b *hclParsedBlock, e *hclsyntax.ObjectConsExpr, json bool) bool {
	g := hclObjectGroup(e)
	action, hasAction := g.get("Action")
	condition, ok := g.get("Condition")
	if !hasAction || !ok {
		return false
	}
	operators, ok := condition.expr.(*hclsyntax.ObjectConsExpr)
	if !ok || !hclOnlyAssumes(hclStrings(action.expr)) {
		return true
	}
	effect := ""
	if m, ok := g.get("Effect"); ok {
		effect, _, _ = hclString(m.expr)
	}
	for i, operator := range operators.Items {
		keys, ok := operator.ValueExpr.(*hclsyntax.ObjectConsExpr)
		name, _, named := hclKey(operator.KeyExpr)
		if !ok || !named {
			continue
		}
		for n, key := range keys.Items {
			word, at, ok := hclKey(key.KeyExpr)
			if !ok || !strings.EqualFold(word, durationKey) {
				continue
			}
			var remove source.Span
			switch {
			case len(keys.Items) > 1:
				remove = hclItemSpan(b.doc.Text, keys, n, json)
			case len(operators.Items) > 1:
				remove = hclItemSpan(b.doc.Text, operators, i, json)
			default:
				remove = hclItemSpan(b.doc.Text, e, hclItemIndex(e, "Condition"), json)
			}
			principal, told := g.get("Principal")
			open := told && len(keys.Items) == 1 && len(operators.Items) == 1 && hclEverybody(b.doc.Text[principal.at.Start:principal.at.End])
			l.clause(b, at, effect, name, remove, open)
		}
	}
	return true
}

func hclItemIndex(e *hclsyntax.ObjectConsExpr, name string) int {
	for i, item := range e.Items {
		if word, _, ok := hclKey(item.KeyExpr); ok && word == name {
			return i
		}
	}
	return 0
}

func (l *hclLocator) clause(b *hclParsedBlock, at source.Span, effect, operator string, remove source.Span, open bool) {
	l.found.Clauses = append(l.found.Clauses, setting.Clause{
		Place: b.doc.At(at), At: b.title(), Effect: effect, Operator: operator, Remove: remove, Open: open,
	})
}

// hclEverybody reports whether what is written as a principal names everybody.
func hclEverybody(principal string) bool { return strings.Contains(principal, `"*"`) }

// statement adds the clauses of a policy document's statement.
func (l *hclLocator) statement(b *hclParsedBlock, g hclGroup) {
	actions, ok := g.get("actions")
	if !ok || !hclOnlyAssumes(hclStrings(actions.expr)) {
		return
	}
	effect := "Allow" // the data source's default
	if m, ok := g.get("effect"); ok {
		effect, _, _ = hclString(m.expr)
	}
	conditions, everybody := 0, false
	for _, inner := range g.blocks {
		switch at := hclRange(inner.Range()); inner.Type {
		case "condition":
			conditions++
		case "principals":
			everybody = everybody || hclEverybody(b.doc.Text[at.Start:hclRange(inner.CloseBraceRange).End])
		}
	}
	for _, inner := range g.blocks {
		if inner.Type != "condition" {
			continue
		}
		condition := hclBodyGroup(inner.Body, hclRange(inner.Range()))
		variable, ok := condition.get("variable")
		if !ok {
			continue
		}
		word, at, ok := hclString(variable.expr)
		if !ok || !strings.EqualFold(word, durationKey) {
			continue
		}
		operator := ""
		if m, ok := condition.get("test"); ok {
			operator, _, _ = hclString(m.expr)
		}
		whole := source.Span{Start: condition.Start, End: hclRange(inner.CloseBraceRange).End}
		l.clause(b, at, effect, operator, hclWholeLines(b.doc.Text, whole), everybody && conditions == 1)
	}
}

// hclStrings lists the strings of an expression that is one string or a list
// of them; nil where it is anything else.
func hclStrings(e hclsyntax.Expression) []string {
	list := []hclsyntax.Expression{e}
	if tuple, ok := e.(*hclsyntax.TupleConsExpr); ok {
		list = tuple.Exprs
	}
	var out []string
	for _, item := range list {
		text, _, ok := hclString(item)
		if !ok {
			return nil
		}
		out = append(out, text)
	}
	return out
}

// hclOnlyAssumes reports whether actions are those of a trust policy: some
// AssumeRole call, and nothing that does evaluate sts:DurationSeconds.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html
func hclOnlyAssumes(actions []string) bool {
	assumes := false
	for _, action := range actions {
		switch action = strings.ToLower(action); {
		case strings.HasPrefix(action, "sts:assumerole"):
			assumes = true
		case action == "sts:tagsession", action == "sts:setsourceidentity", action == "sts:setcontext":
		default:
			return false
		}
	}
	return assumes
}
