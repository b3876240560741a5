package format

// The words that name a construct, and the strings that they are written in.

// firstString is the first string among the arguments of a call.
func (f *cdkFinder) firstString(open int) string {
	args, _ := f.arguments(open)
	for _, a := range args[:min(len(args), 3)] {
		if a.name == "" || a.key < 0 {
			if text, ok := f.plainText(a.value); ok {
				return text
			}
		}
	}
	return ""
}

// plainText is the string that r is, or that a call hands on: jsii.String("x").
func (f *cdkFinder) plainText(r codeRange) (string, bool) {
	i, ok := f.stringIn(r)
	if !ok {
		return "", false
	}
	c := f.tokens[i].content()
	return f.doc.Text[c.Start:c.End], true
}

// stringIn is the token of that string.
func (f *cdkFinder) stringIn(r codeRange) (int, bool) {
	if r.len() > 1 && f.text(r.to-1) == ")" && f.pair(r.to-1) == r.to-3 {
		switch f.text(r.to - 4) {
		case "String", "StringPtr", "Of", "of":
			r = codeRange{r.to - 2, r.to - 1}
		}
	}
	if r.len() != 1 || f.kind(r.from) != codeString {
		return 0, false
	}
	return r.from, true
}

// boundTo is the variable that the construct which begins at start is given
// to: role, this.role, self.role.
func (f *cdkFinder) boundTo(start int) string {
	i := start - 1
	if f.text(i) == "new" {
		i--
	}
	if f.text(i) != "=" && f.text(i) != ":=" {
		return ""
	}
	name := i - 1
	if f.text(name) == "_" || f.text(name-1) == "," { // Go's role, err :=
		name -= 2
	}
	if typed := f.typedName(i); typed >= 0 {
		name = typed
	}
	if !f.isName(name) {
		return ""
	}
	names := f.chain(name)
	return f.place(codeRange{names[len(names)-1], name + 1}).Text()
}
