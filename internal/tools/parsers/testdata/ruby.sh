# Names the files that Ruby does not parse.
for file; do
	why=$(ruby -c "$file" 2>&1) || echo "$file:${why//$'\n'/ }"
done
