# A submission that is not over has an entry in OUTPUT/.hummingbird/active: the second since 1970 from which it is over anyway,
# then a line for each attempt of an earlier submission that stands for one of its groups: FOLDER/ATTEMPT. Comes before scripts
# that remove results.
is_active() { # SUBMISSION; output is OUTPUT
    local until=
    { read -r until <"$output/.hummingbird/active/$1"; } 2>/dev/null
    [ "${until:-0}" -gt "$(date +%s)" ]
}
