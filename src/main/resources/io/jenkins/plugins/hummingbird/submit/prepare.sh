# Looks whether a submission can work here, and makes its folder. Prints a sentence for each thing that is in the way.
# arguments: SUBMISSION OUTPUT IMAGES PLUGINS (the last two may be empty)
submission=$1 output=$2 images=$3 plugins=$4
plan=$output/.hummingbird/$submission

for tool in flock find sed stat timeout; do
    command -v "$tool" >/dev/null || echo "The head node has no command $tool."
done
if [ -n "$images" ] && ! { [ -d "$images" ] && [ -r "$images" ] && [ -x "$images" ]; }; then
    echo "images: the head node has no folder $images that $(id -un) can read."
fi
if [ -n "$plugins" ] && [ ! -d "$plugins" ]; then
    echo "pluginsDirectory: the head node has no folder $plugins."
fi
if ! why=$(mkdir -p -- "$plan" "$output/.hummingbird/results" 2>&1); then
    echo "output: $(id -un) cannot make $plan on the head node: ${why##*: }."
elif ! { : >"$plan/writable"; } 2>/dev/null; then
    echo "output: $(id -un) cannot write to $plan on the head node."
else
    rm -f -- "$plan/writable"
fi
