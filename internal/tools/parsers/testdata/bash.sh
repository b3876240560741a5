# Names the files that bash does not parse.
for file; do
	why=$(bash -n "$file" 2>&1) || echo "$file:${why//$'\n'/ }"
done
