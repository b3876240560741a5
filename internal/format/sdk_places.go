package format

import (
	"strings"

	"stackengine.dev/sandbox/internal/setting"
)

// An sdkPlace is a call or a type of the SDKs that takes a session length. A
// new one is a new row.
type sdkPlace struct {
	name     string // in lower case, without "_" and without what sdkSuffixes lists
	limit    *setting.Limit
	duration bool   // it takes a duration object under the name Duration, not seconds
	within   string // the name that has to stand before it, in lower case; "" for any
	bare     bool   // it is a type or a function of its own, not a client's method
}

// sdkPlaces lists them. Read 2026-11-25 from the API references of the SDKs
// for Python, JavaScript, Go, Java, Kotlin, .NET, Ruby, PHP and Rust.
var sdkPlaces = []sdkPlace{
	{"assumerole", setting.AssumeRole, false, "", false},
	{"assumerolewithsaml", setting.AssumeRoleWithSAML, false, "", false},
	{"assumerolewithwebidentity", setting.AssumeRoleWithWebIdentity, false, "", false},
	{"assumeroot", setting.AssumeRoot, false, "", false},
	{"getsessiontoken", setting.GetSessionToken, false, "", false},
	{"getfederationtoken", setting.GetFederationToken, false, "", false},
	{"getwebidentitytoken", setting.GetWebIdentityToken, false, "", false},
	{"createrole", setting.RoleMaximum, false, "", false},
	{"updaterole", setting.RoleMaximum, false, "", false},

	{"fromtemporarycredentials", setting.AssumeRole, false, "", true},
	{"chainabletemporarycredentials", setting.AssumeRole, false, "", true},
	{"temporarycredentials", setting.AssumeRole, false, "aws", true},
	{"fromtokenfile", setting.AssumeRoleWithWebIdentity, false, "", true},
	{"fromwebtoken", setting.AssumeRoleWithWebIdentity, false, "", true},
	{"webidentitycredentials", setting.AssumeRoleWithWebIdentity, false, "aws", true},

	{"assumerolecredentials", setting.AssumeRole, false, "", true},
	{"assumerolewebidentitycredentials", setting.AssumeRoleWithWebIdentity, false, "", true},
	{"assumerolecredentialprovider", setting.AssumeRole, false, "", true},
	{"assumerolewithwebidentitycredentialprovider", setting.AssumeRoleWithWebIdentity, false, "", true},
	{"assumeroleawscredentials", setting.AssumeRole, false, "", true},
	{"assumeroleawscredentialsoptions", setting.AssumeRole, false, "", true},
	{"assumerolewithwebidentitycredentials", setting.AssumeRoleWithWebIdentity, false, "", true},
	{"assumerolewithwebidentitycredentialsoptions", setting.AssumeRoleWithWebIdentity, false, "", true},
	{"stsassumerolesessioncredentialsprovider", setting.AssumeRole, false, "", true},
	{"stsassumerolecredentialsprovider", setting.AssumeRole, true, "", true},
	{"stsassumerolewithwebidentitycredentialsprovider", setting.AssumeRoleWithWebIdentity, true, "", true},
	{"stsassumerolewithsamlcredentialsprovider", setting.AssumeRoleWithSAML, true, "", true},
	{"stsgetsessiontokencredentialsprovider", setting.GetSessionToken, false, "", true},
	{"stsgetfederationtokencredentialsprovider", setting.GetFederationToken, false, "", true},
	{"assumeroleparameters", setting.AssumeRole, true, "", true},
	{"assumeroleparams", setting.AssumeRole, false, "", true},
	{"assumerolekwargs", setting.AssumeRole, false, "", true},

	{"assumeroleprovider", setting.AssumeRole, true, "", true},
	{"assumeroleoptions", setting.AssumeRole, true, "", true},
	{"webidentityroleprovider", setting.AssumeRoleWithWebIdentity, true, "", true},
	{"webidentityroleoptions", setting.AssumeRoleWithWebIdentity, true, "", true},
	{"newcredentials", setting.AssumeRole, true, "stscreds", true},
	{"newcredentialswithclient", setting.AssumeRole, true, "stscreds", true},
	{"newassumeroleprovider", setting.AssumeRole, true, "stscreds", true},
	{"newwebidentityroleprovider", setting.AssumeRoleWithWebIdentity, true, "stscreds", true},

	{"getauthorizationtoken", setting.OtherService, false, "", false},
	{"getclustercredentials", setting.OtherService, false, "", false},
	{"getclustercredentialswithiam", setting.OtherService, false, "", false},
	{"getcredentials", setting.OtherService, false, "", false},
	{"getdataaccess", setting.OtherService, false, "", false},
	{"gettemporarygluetablecredentials", setting.OtherService, false, "", false},
	{"gettemporarygluepartitioncredentials", setting.OtherService, false, "", false},
	{"assumedecoratedrolewithsaml", setting.OtherService, false, "", false},
}

// sdkSuffixes are what languages put behind an operation's name.
var sdkSuffixes = []string{"requesttypedef", "commandinput", "withcontext", "command", "request", "input", "async", "params", "builder"}

// sdkPlaceOf is the row that name i of file calls or constructs, or nil.
func sdkPlaceOf(f *codeFile, i int) *sdkPlace {
	word := f.word(i)
	if len(word) < 8 || len(word) > 64 || strings.IndexByte("aAcCfFgGnNsStTuUwW", word[0]) < 0 {
		return nil
	}
	name := strings.ToLower(strings.ReplaceAll(word, "_", ""))
	before := ""
	if f.kind(i-1) == codeMark {
		before = strings.ToLower(f.text(i - 2))
	}
	for stripped := false; ; stripped = true {
		for n := range sdkPlaces {
			p := &sdkPlaces[n]
			if p.name != name || p.within != "" && p.within != before {
				continue
			}
			method := !stripped && (word[0] >= 'a' && word[0] <= 'z' || strings.HasSuffix(word, "Async") || f.called(i) >= 0 && f.language.name != "PHP")
			if !p.bare && method && !isMember(f.text(i-1)) && f.text(i-1) != "new" {
				return nil // a function that the text, or another, defines
			}
			return p
		}
		if stripped {
			return nil
		}
		short := name
		for _, s := range sdkSuffixes {
			if short = strings.TrimSuffix(name, s); short != name {
				break
			}
		}
		if short == name {
			return nil
		}
		name = short
	}
}

// An sdkField is what a field's name, without prefixes and "_", stands for.
type sdkField struct {
	name     string
	kind     setting.Kind
	duration bool
}

var sdkFields = []sdkField{
	{"durationseconds", setting.Request, false},
	{"rolesessiondurationseconds", setting.Request, false},
	{"maxsessionduration", setting.Cap, false},
	{"sessionlength", setting.Request, true},
	{"duration", setting.Request, true},
}

// sdkFieldOf is the field that the key or method name means, or nil.
func sdkFieldOf(name string) *sdkField {
	if len(name) < len("duration") || len(name) > 40 {
		return nil
	}
	flat := strings.ToLower(strings.ReplaceAll(name, "_", ""))
	if !strings.HasSuffix(flat, "seconds") && !strings.HasSuffix(flat, "duration") && !strings.HasSuffix(flat, "length") {
		return nil
	}
	for _, prefix := range []string{"", "with", "set"} {
		rest, ok := strings.CutPrefix(flat, prefix)
		for i := range sdkFields {
			if ok && sdkFields[i].name == rest {
				return &sdkFields[i]
			}
		}
	}
	return nil
}

// sdkSpelled reports whether a language's SDK spells the field this way. Other
// spellings are those of the text's own functions.
func sdkSpelled(language, name string) bool {
	snake := strings.Contains(name, "_")
	if flat := strings.ToLower(name); strings.HasPrefix(flat, "with") || strings.HasPrefix(flat, "set") {
		return snake == (language == "Rust") // a method
	}
	switch language {
	case "Python", "Go", "PHP", "C#", "C++":
		return !snake && name[0] >= 'A' && name[0] <= 'Z'
	case "Ruby", "Rust":
		return snake
	case "Java", "Kotlin", "Scala", "Swift", "TypeScript":
		return !snake
	}
	return true
}
