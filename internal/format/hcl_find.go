package format

// An hclFinder finds a short word in long text. In wasm strings.Index compares
// byte by byte; this skips most of them (Horspool's algorithm).
type hclFinder struct {
	word string
	skip [256]uint8 // how far to move on, by the byte at the word's end
}

// The words that are looked for in whole texts.
var (
	hclDuration = newHCLFinder("ration") // duration, DurationSeconds, session_expiration
	hclEnvVar   = newHCLFinder("TF_VAR_")
	hclVarFlag  = newHCLFinder("-var") // and -var-file
	hclVaultTTL = newHCLFinder("sts_ttl")
	hclVar      = newHCLFinder("var.")
	hclLocal    = newHCLFinder("local.")
)

func newHCLFinder(word string) *hclFinder {
	f := &hclFinder{word: word}
	for i := range f.skip {
		f.skip[i] = uint8(len(word))
	}
	for i := range len(word) - 1 {
		f.skip[word[i]] = uint8(len(word) - 1 - i)
	}
	return f
}

// next is the offset of the first word in text at or after at, or -1.
func (f *hclFinder) next(text string, at int) int {
	n := len(f.word)
	last := f.word[n-1]
	for end := at + n - 1; end < len(text); {
		c := text[end]
		if c == last && text[end-n+1:end+1] == f.word {
			return end - n + 1
		}
		end += int(f.skip[c])
	}
	return -1
}
