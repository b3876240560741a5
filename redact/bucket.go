package redact

import "bytes"

var ruleBucketInARN = &rule{"bucket-in-arn", Sure, "the bucket in an ARN of S3, which names its owner instead of an account"}

// findBucketInARN takes the bucket out of arn:aws:s3:::bucket/key and keeps
// the key. A pattern, an interpolation and the names of manuals stay.
func findBucketInARN(s *scan, i int) {
	text := s.text
	if at(text, i, "://") && (at(text, i-2, "s3") || at(text, i-3, "s3a") || at(text, i-3, "s3n")) {
		s.bucket(i + len("://"))
		return
	}
	a, ok := parseARN(text, i)
	if !ok || a.account[0] != a.account[1] {
		return
	}
	if start := a.resource[0]; at(text, start-5, "s3:::") || atFold(text, start-11, "s3%3a%3a%3a") {
		s.bucket(start)
	}
}

// bucketNames are what settings call a bucket.
var bucketNames = []string{"bucket", "bucketname", "s3bucket"}

// findNamedBucket takes the bucket of a setting, a variable or a flag.
func findNamedBucket(s *scan, end int) {
	k, ok := keyedValue(s.text, nameFrom(s.text, end), end)
	if ok && (k.by == assigned || k.by == colon || k.by == blank) && masks(s.text[k.start:k.stop])&^(lower|digit|joint) == 0 && bytes.IndexByte(s.text[k.start:k.stop], '-') > 0 {
		s.bucket(k.start)
	}
}

// bucket adds the name of a bucket that begins at start.
func (s *scan) bucket(start int) {
	text := s.text
	end := start
	for end < len(text) && end-start < 64 && (is(text[end], lower|digit) || text[end] == '-' || text[end] == '.') {
		end++
	}
	if b := byteAt(text, end); b == '*' || b == '?' || b == '$' || b == '{' || b == '<' || b == '_' || is(b, upper) {
		return
	}
	for end > start && (text[end-1] == '.' || text[end-1] == '-') {
		end--
	}
	bucket := text[start:end]
	if len(bucket) < 3 || len(bucket) > 63 || isManualBucket(bucket) {
		return
	}
	sp := nowhere // a plain word means other things elsewhere
	if masks(bucket)&^lower != 0 {
		sp = spreadOfWord(bucket)
	}
	s.add(start, end, KindBucket, ruleBucketInARN, sp)
}

// isManualBucket reports the buckets of manuals, and those of AWS itself.
func isManualBucket(v []byte) bool {
	for _, start := range []string{"aws-", "amazon-", "amzn-", "my-", "your-", "example", "bucket"} {
		if at(v, 0, start) {
			return true
		}
	}
	return bytes.Contains(v, []byte("starport"))
}
