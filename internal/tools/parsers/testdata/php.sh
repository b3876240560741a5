# Names the files that PHP parses neither as they are nor as PHP alone.
for file; do
	{ grep -q '<?php' "$file" || echo '<?php' ; cat "$file"; } >"$file.php"
	why=$(php -l "$file.php" 2>&1) || echo "$file:${why//$'\n'/ }"
done
