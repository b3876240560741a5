package format

import (
	"strings"

	"stackengine.dev/sandbox/internal/setting"
)

// A cloud is whose service a name leads to.
type cloud uint8

const (
	noCloud cloud = iota
	cloudAWS
	cloudOther
)

// otherSTS are words of services that have an AssumeRole of their own, in
// lower case.
var otherSTS = []string{"aliyun", "alibabacloud", "alicloud", "acs:ram:", "getacsresponse", "acsclient", "trn:iam:", "tencent", "qcs::", "volcengine", "byteplus", "huaweicloud", "minio", "bytedance", "baidubce"}

// awsWords are words of AWS's SDKs and services, in lower case.
var awsWords = []string{
	"boto3", "botocore", "aws-sdk", "amazonaws", "software.amazon", "arn:aws", "aws_sdk", "amazon.securitytoken", "aws\\", "aws::", "aws.",
	"github.com/aws/", "aiobotocore",
}

// readClouds notes which clouds the stretch speaks of, and whose the names are
// that it imports. Only the beginning is looked at for words: that is where
// imports stand.
func (f *sdkFinder) readClouds(text string) {
	lower := strings.ToLower(text[:min(len(text), maxSigns)])
	aws, other := hasAny(lower, awsWords...), hasAny(lower, otherSTS...)
	f.foreign = !aws && (other || hasAny(lower, "google.cloud", "googleapis"))
	f.mixed, f.compatible = aws && other, strings.Contains(lower, "minio")
	if f.mixed {
		f.readImports()
	}
}

// readImports notes which cloud's library each imported name comes from.
func (f *sdkFinder) readImports() {
	f.imported = map[string]cloud{}
	for i := range f.tokens {
		switch word := f.text(i); {
		case f.kind(i) != codeName:
		case word == "import" && f.text(i+1) == "(" && f.pair(i+1) > 0: // Go
			for k := i + 2; k < f.pair(i+1); k++ {
				if f.kind(k) == codeString {
					from := k
					if f.kind(k-1) == codeName {
						from--
					}
					f.importAs(codeRange{from, k + 1})
				}
			}
		case (word == "import" || word == "from" || word == "use" || word == "using") && f.tokens[i].first:
			f.importAs(f.statementOfImport(i))
		case word == "require" && f.text(i+1) == "(" && f.kind(i+2) == codeString:
			from := i
			for from > 0 && i-from < maxImportTokens && !f.tokens[from].first {
				from--
			}
			f.importAs(codeRange{from, i + 3})
		}
	}
}

// maxImportTokens is how many tokens one import may have.
const maxImportTokens = 200

// statementOfImport is the import that begins at i; unlike an expression's,
// its end is no comma.
func (f *sdkFinder) statementOfImport(i int) codeRange {
	end := i + 1
	for ; end < len(f.tokens) && end-i < maxImportTokens; end++ {
		if f.text(end) == ";" || f.tokens[end].first && f.up(end) == f.up(i) && f.text(end) != "}" && f.text(end) != ")" {
			break
		}
	}
	return codeRange{i, end}
}

// importAs notes the names that one import binds.
func (f *sdkFinder) importAs(r codeRange) {
	whose := cloudOf(f.place(r).Text())
	if whose == noCloud {
		return
	}
	bind := func(name string) { f.imported[name] = max(whose, f.imported[name]) }
	named := false
	for i := r.from; i < r.to; i++ {
		switch next := f.text(i + 1); {
		case f.kind(i) == codeString && !named: // Go: the name is the path's last part
			path := f.word(i)
			last := path[strings.LastIndexByte(path, '/')+1:]
			if len(last) > 1 && last[0] == 'v' && isDigits(last[1:]) {
				path = strings.TrimSuffix(path, "/"+last)
				last = path[strings.LastIndexByte(path, '/')+1:]
			}
			bind(last)
		case f.kind(i) != codeName || isMember(next) || next == "\\" || next == "as" || isImportWord(f.text(i)):
		default:
			bind(f.text(i))
			named = true
		}
	}
}

func isImportWord(word string) bool {
	switch word {
	case "import", "from", "use", "using", "as", "type", "const", "let", "var", "require", "static", "await":
		return true
	}
	return false
}

// cloudOf is whose service words speak of.
func cloudOf(words string) cloud {
	lower := strings.ToLower(words)
	switch {
	case hasAny(lower, otherSTS...):
		return cloudOther
	case hasAny(lower, "boto", "aws", "amazon"):
		return cloudAWS
	}
	return noCloud
}

// cloudOfName is whose service the name i is of, by its own word or by what
// imports it.
func (f *sdkFinder) cloudOfName(i int) cloud {
	word := f.text(i)
	if whose := f.imported[word]; whose != noCloud {
		return whose
	}
	if whose := cloudOf(word); whose != cloudAWS || strings.HasPrefix(word, "A") || hasAny(word, "boto3", "botocore", "aws_sdk", "aws_config") {
		return whose
	}
	return noCloud
}

// clouds notes in c whose the names of owner's call are, and those of the
// functions and classes around it.
func (f *sdkFinder) clouds(c *sdkClient, o sdkOwner) {
	see := func(i int) { c.cloud = max(c.cloud, f.cloudOfName(i)) }
	for _, i := range f.chain(o.at) {
		see(i)
	}
	for _, open := range o.brackets {
		if name := f.callee(open); name >= 0 {
			for _, i := range f.chain(name) {
				see(i)
			}
		}
	}
	around := f.doc.Name[strings.LastIndexByte(f.doc.Name, '/')+1:]
	for s := f.scopeOf(o.at); s >= 0; s = f.scopes[s].up {
		if f.scopes[s].name >= 0 {
			around += " " + f.text(f.scopes[s].name)
		}
	}
	if cloudOf(around) == cloudOther {
		c.cloud = cloudOther
	}
}

// seeName notes in c whose the name i is, on the way to a call's client.
func (f *sdkFinder) seeName(c *sdkClient, i int) {
	whose := f.cloudOfName(i)
	c.cloud, c.traced = max(c.cloud, whose), c.traced || whose == cloudAWS
	if strings.Contains(strings.ToLower(f.text(i)), "endpoint") {
		address := ""
		for k := i + 1; k < i+8 && address == ""; k++ {
			address = f.word(k)
			if f.kind(k) != codeString {
				address = ""
			}
		}
		c.elsewhere = c.elsewhere || !strings.Contains(address, "://") || foreignEndpoint(address)
	}
}

// strays reports whether a call in a text of several clouds may be another
// one's: nothing proves that it is AWS's.
func (f *sdkFinder) strays(c sdkClient, role setting.Role) bool {
	switch {
	case foreignARN(role.ARN):
		return true
	case !f.mixed:
		return false
	case c.cloud == cloudOther, c.elsewhere:
		return true
	case f.compatible:
		return !c.traced
	}
	return c.cloud != cloudAWS && !strings.HasPrefix(role.ARN, "arn:aws")
}

const (
	otherWords = "the call goes to another cloud, which has limits of its own"
	mixedWords = "the text speaks of another cloud too, and nothing here proves that this call goes to AWS"
)
