# Names the files that make does not read. No recipe is run: the target that
# is asked for has none.
for file; do
	why=$(make -f "$file" -n --eval='.PHONY: nothing-to-do
nothing-to-do:' nothing-to-do 2>&1) || echo "$file:${why//$'\n'/ }"
done
