package format

import (
	"stackengine.dev/sandbox/internal/setting"
	"stackengine.dev/sandbox/internal/source"
)

var sdk = Format{
	ID: "sdk", Title: "SDK code", Island: "SDK call",
	Locate: locateSDK,
}

// An sdkFinder reads one stretch of source code.
type sdkFinder struct {
	*codeFile
	found   *Found
	mocked  bool // its calls go to a mock
	foreign bool // it speaks of another cloud, and not of AWS

	mixed      bool             // it speaks of AWS and of another cloud's AssumeRole
	compatible bool             // of one that AWS's own SDKs can call
	lambda     int              // the token of a Lambda function's handler, and 2; 1 if there is none, 0 if nobody looked
	imported   map[string]cloud // whose the imported names are, where mixed
	count      int
	seen       map[int]bool // the calls whose maximum is told
}

func locateSDK(docs []*source.Document) Found {
	var found Found
	for _, doc := range docs {
		if !mayHoldSDK(doc.Text) {
			continue
		}
		n := 0
		for _, s := range codeStretches(doc) {
			text := doc.Text[s.Start:s.End]
			if !mayHoldSDK(text) {
				continue
			}
			f := &sdkFinder{codeFile: readCode(doc, s), found: &found, seen: map[int]bool{}, count: n}
			f.mocked = answersItself(text)
			f.readClouds(text)
			f.read()
			n = f.count
		}
		if n > 0 {
			found.Islands = append(found.Islands, Count{Doc: doc, N: n})
		}
	}
	found.sort(docs)
	return found
}

// read finds the fields, each with the call that it belongs to, then the roles
// that are made without a maximum.
func (f *sdkFinder) read() {
	if f.tooDeep >= 0 {
		f.found.tooDeep(f.doc, f.tooDeep)
		return
	}
	for i := range f.tokens {
		if k := f.kind(i); k != codeName && k != codeString {
			continue
		}
		field := sdkFieldOf(f.word(i))
		if field == nil {
			continue
		}
		use, ok := f.usedField(i, field)
		if !ok {
			continue
		}
		owner, ok := f.ownerOf(use)
		if !ok || !owner.takes(f, use) {
			continue
		}
		if f.count++; f.count > maxFinds {
			f.found.full(f.doc, int(f.tokens[i].start))
			return
		}
		f.add(use, owner)
	}
	f.addAbsent()
}

// add notes what a field of owner says.
func (f *sdkFinder) add(use sdkUse, owner sdkOwner) {
	f.seen[owner.at] = true
	at := f.place(codeRange{owner.at, owner.at + 1})
	title := f.titleOf(owner.at)
	switch {
	case owner.asserts(f):
		return
	case owner.place.limit == setting.OtherService:
		f.note(at, "not-sts", title+" takes a duration with limits of its own; a role's maximum session is not one of them")
		return
	case f.mocked:
		f.note(at, "not-aws", title+": a mock answers this call, not AWS")
		return
	case f.foreign:
		f.note(at, "not-aws", title+": the code speaks to another cloud, which has limits of its own")
		return
	}
	client := f.clientOf(owner)
	if client.foreign {
		f.note(at, "not-aws", title+": "+foreignWords)
		return
	}
	s := setting.Setting{Kind: use.field.kind, Limit: owner.place.limit, At: title, Unit: setting.InSeconds, Context: f.contextOf(use, owner)}
	v := f.fold(use.value, codeWant{unit: setting.InSeconds, duration: use.field.duration})
	if !v.known() && use.field.duration && f.lastsAnHour(use.value) {
		return // time.Hour: certain, within every limit, and no number to change
	}
	v.apply(&s)
	s.Broken = use.broken
	s.Role = f.roleOf(use, owner)
	if f.strays(client, s.Role) {
		words := mixedWords
		if client.cloud == cloudOther || foreignARN(s.Role.ARN) {
			words = otherWords
		}
		f.note(at, "not-aws", title+": "+words)
		return
	}
	if f.mixed && s.Def != nil && s.Def.Users > 0 {
		s.Def.Shut = "the text speaks of another cloud too, and more than this call reads " + s.Def.At
	}
	if s.Kind == setting.Request && s.Limit.Chained {
		s.Chain = client.signs
		if sign, ok := f.inLambda(client); ok && len(s.Chain) == 0 {
			s.Chain = []setting.Sign{sign}
		}
		if len(s.Chain) > 0 && client.hub != "" && s.Role.Name != "" {
			s.Path = []string{client.hub, s.Role.Name}
		}
	}
	f.found.Settings = append(f.found.Settings, s)
}

func (f *sdkFinder) note(at source.Place, key, words string) {
	n := setting.Note{Place: at, Key: key, Words: words}
	if all := f.found.Notes; len(all) == 0 || all[len(all)-1] != n { // two fields of one call
		f.found.Notes = append(all, n)
	}
}

// lastsAnHour reports whether r is one of Go's time constants alone.
func (f *sdkFinder) lastsAnHour(r codeRange) bool { return f.timeConstant(f.bare(r)) != 0 }

// titleOf is the call in the user's words: "sts.assume_role".
func (f *sdkFinder) titleOf(i int) string {
	if f.kind(i-1) == codeMark && isMember(f.text(i-1)) && f.isName(i-2) && len(f.text(i-2)) <= 40 && f.text(i-2) != "new" {
		return f.text(i-2) + f.text(i-1) + f.word(i)
	}
	return f.word(i)
}
