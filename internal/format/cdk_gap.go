package format

import (
	"strings"

	"stackengine.dev/sandbox/internal/setting"
)

// gap is where c takes a maximum, and the unit it is written in. It is nil
// where there is no room.
func (f *cdkFinder) gap(c *cdkConstruct) (*setting.Gap, setting.Unit) {
	before, after, unit, shut := f.written(c)
	var gap *setting.Gap
	switch c.list.form {
	case asBuilder:
		gap = f.builderGap(c, before, after)
	default:
		gap = f.listGap(c, before, after)
	}
	if gap != nil {
		gap.Shut = shut
	}
	return gap, unit
}

// written is what stands before and after the value of a maximum that c gets,
// and its unit; shut is why it cannot be written.
func (f *cdkFinder) written(c *cdkConstruct) (before, after string, unit setting.Unit, shut string) {
	key, set := "maxSessionDuration", ": "
	switch {
	case c.list.form == asBuilder:
		set, after = "(", ")"
	case f.language.name == "Go":
		key = "MaxSessionDuration"
	case f.text(c.list.props[0].key+1) == "=" || c.list.form == asArguments:
		key, set = "max_session_duration", "="
		if c.list.form == asObject || f.language.name == "C#" {
			key, set = "MaxSessionDuration", " = "
		}
	case strings.Contains(c.list.props[0].name, "_"): // Pulumi's dictionaries in Python
		key = "max_session_duration"
	}
	if c.list.form == asObject && f.kind(c.list.props[0].key) == codeString {
		quote := f.text(c.list.props[0].key)[:1]
		key = quote + key + quote
	}
	if f.takesNumbers(c) {
		switch {
		case f.language.name == "Go" && c.class.name == "CfnRole":
			return key + set + "jsii.Number(", ")" + after, setting.InSeconds, ""
		case f.language.name == "Go":
			return key + set + "pulumi.Int(", ")" + after, setting.InSeconds, ""
		}
		return key + set, after, setting.InSeconds, ""
	}
	duration, known := f.durationName()
	if !known {
		shut = "nothing shows by which name Duration is known here"
	}
	switch f.language.name {
	case "Go":
		return key + set + duration + "_Hours(jsii.Number(", "))" + after, setting.InHours, shut
	case "C#":
		return key + set + duration + ".Hours(", ")" + after, setting.InHours, shut
	}
	return key + set + duration + ".", after, setting.DurationCall, shut
}

// coreNames are what the CDK's core module exports besides Duration: a name
// that one of them is reached by reaches Duration too.
var coreNames = []string{"Duration", "Stack", "App", "StackProps", "CfnOutput", "RemovalPolicy", "Tags", "Aws", "CfnParameter", "NestedStack", "Stage", "Fn", "SecretValue", "Duration_Hours", "Duration_Minutes", "NewStack", "NewApp"}

// durationName is how the program calls the CDK's Duration. known is false
// where nothing tells.
func (f *cdkFinder) durationName() (name string, known bool) {
	if f.duration == nil {
		name := f.findDuration()
		f.duration = &name
	}
	if *f.duration == "" {
		return "cdk.Duration", false
	}
	return *f.duration, true
}

// findDuration is how the program writes the CDK's Duration class; "" where it
// imports none.
func (f *cdkFinder) findDuration() string {
	for i := range f.tokens {
		if f.kind(i) != codeName {
			continue
		}
		switch word := f.text(i); {
		case word == "Duration" && f.text(i-1) != "." && (f.text(i+1) == "." || f.importsDuration(i)):
			return word
		case isCoreName(word) && f.text(i-1) == "." && f.isName(i-2) && !isMember(f.text(i-3)) && isCoreModule(f.text(i-2)):
			return f.text(i-2) + ".Duration"
		case isCoreModule(word) && f.bindsModule(i):
			return word + ".Duration"
		}
	}
	for _, line := range []string{"using Amazon.CDK;", "import software.amazon.awscdk.*;", "import software.amazon.awscdk.Duration;"} {
		if strings.Contains(f.doc.Text, line) {
			return "Duration"
		}
	}
	return ""
}

func isCoreName(word string) bool {
	for _, name := range coreNames {
		if word == name {
			return true
		}
	}
	return false
}

// isCoreModule reports whether a name is one that programs give the CDK's core.
func isCoreModule(name string) bool {
	switch name {
	case "cdk", "core", "awscdk", "aws_cdk":
		return true
	}
	return false
}

// importsDuration reports whether the Duration at i is imported from the CDK.
func (f *cdkFinder) importsDuration(i int) bool {
	line := f.lineAround(i)
	if open := f.up(i); f.text(open) == "{" && f.pair(open) >= 0 { // import { … } from 'aws-cdk-lib'
		from := f.word(f.pair(open) + 2)
		return from == "aws-cdk-lib" || from == "@aws-cdk/core"
	}
	if open := f.up(i); f.text(open) == "(" && f.text(open-1) == "import" {
		return f.text(open-2) == "aws_cdk"
	}
	return strings.Contains(line, "from aws_cdk import") || strings.Contains(line, "from aws_cdk.core import")
}

// bindsModule reports whether the name at i is given to the CDK's core module
// there: import * as cdk from 'aws-cdk-lib', import aws_cdk as cdk.
func (f *cdkFinder) bindsModule(i int) bool {
	if f.text(i-1) == "as" {
		if f.text(i+1) == "from" {
			return f.word(i+2) == "aws-cdk-lib" || f.word(i+2) == "@aws-cdk/core"
		}
		return f.text(i-2) == "aws_cdk" && f.text(i-3) == "import" || f.text(i-2) == "core" && f.text(i-4) == "aws_cdk"
	}
	line := f.lineAround(i)
	if open := f.up(i); f.text(open) == "(" && f.text(open-1) == "import" {
		return f.text(open-2) == "aws_cdk"
	}
	return strings.Contains(line, "require('aws-cdk-lib')") || strings.Contains(line, `require("aws-cdk-lib")`) ||
		f.text(i) == "core" && strings.Contains(line, "from aws_cdk import") || f.text(i) == "aws_cdk" && f.text(i-1) == "import" && f.text(i+1) != "as"
}

// maxImport is how many bytes of a line are looked at on either side of a name.
const maxImport = 200

// lineAround is the line that holds token i, or what stands near it there.
func (f *cdkFinder) lineAround(i int) string {
	span, text := f.tokens[i].span(), f.doc.Text
	before := text[max(0, span.Start-maxImport):span.Start]
	before = before[strings.LastIndexByte(before, '\n')+1:]
	after := text[span.Start:min(len(text), span.End+maxImport)]
	return before + after[:lineEnd(after, 0)]
}

// builderGap puts a call before build().
func (f *cdkFinder) builderGap(c *cdkConstruct, before, after string) *setting.Gap {
	dot := c.list.end - 1
	if f.text(c.list.end) != "build" || f.text(dot) != "." {
		return nil
	}
	at := int(f.tokens[dot].start)
	if !f.tokens[dot].first {
		return &setting.Gap{At: at, Before: "." + before, After: after}
	}
	start := strings.LastIndexByte(f.doc.Text[:at], '\n') + 1
	return &setting.Gap{At: start, Before: f.doc.Text[start:at] + "." + before, After: after + f.doc.EOLAt(start)}
}

// listGap puts a property among those that c has: on a line of its own where
// they have one each, in the last place that needs no other comma.
func (f *cdkFinder) listGap(c *cdkConstruct, before, after string) *setting.Gap {
	props, end := c.list.props, f.pair(c.list.open)
	n := len(props)
	text := f.doc.Text
	last := props[n-1].whole
	comma := f.text(last.to) == ","
	if f.language.name == "Go" && f.tokens[end].first {
		if !comma {
			return nil
		}
		// gofmt aligns the values of lines that follow each other.
		start := strings.LastIndexByte(text[:f.tokens[end].start], '\n') + 1
		return &setting.Gap{At: start, Before: f.doc.EOLAt(start-1) + f.indent(last.from) + before, After: after + "," + f.doc.EOLAt(start-1)}
	}
	if comma && f.tokens[end].first && f.tokens[last.from].first {
		start := strings.LastIndexByte(text[:f.tokens[end].start], '\n') + 1
		return &setting.Gap{At: start, Before: f.indent(last.from) + before, After: after + "," + f.doc.EOLAt(start-1)}
	}
	for k := n - 1; k > 0; k-- { // before a property that has a line of its own
		p := props[k].whole
		if props[k].key < 0 || !f.tokens[p.from].first {
			continue
		}
		start := lineEnd(text, int(f.tokens[p.from-1].end)) + 1
		return &setting.Gap{At: start, Before: f.indent(p.from) + before, After: after + "," + f.doc.EOLAt(start-1)}
	}
	at := int(f.tokens[last.to-1].end)
	switch {
	case comma && !f.tokens[end].first:
		return &setting.Gap{At: int(f.tokens[last.to].end), Before: " " + before, After: after + ","}
	case !f.tokens[last.from].first || !f.tokens[end].first:
		return &setting.Gap{At: at, Before: ", " + before, After: after}
	}
	// One property on a line of its own, without a comma: a comment behind it
	// stays on its line.
	rest := text[at:lineEnd(text, at)]
	rest = strings.TrimRight(rest, "\r")
	return &setting.Gap{At: at, Old: rest, Before: "," + rest + f.doc.EOLAt(at) + f.indent(last.from) + before, After: after}
}

// indent is what stands before token i on its line.
func (f *cdkFinder) indent(i int) string {
	at := int(f.tokens[i].start)
	return f.doc.Text[strings.LastIndexByte(f.doc.Text[:at], '\n')+1 : at]
}
