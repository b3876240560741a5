# Names the files that rustfmt parses neither as they are nor as statements.
parses() { rustfmt --edition 2021 --emit stdout 2>&1 >/dev/null; }
for file; do
	why=$(parses <"$file") || { echo "fn x() {" && cat "$file" && echo "}"; } | parses >/dev/null || echo "$file:${why//$'\n'/ }"
done
