# Finds the Python that a command of CellProfiler runs in. For any POSIX shell: it runs within containers, too.
find_python() { # COMMAND; sets python, its path
    python=
    script=$(command -v -- "$1") || return 1
    for _ in 1 2 3 4; do
        [ -f "$script" ] && [ -r "$script" ] || return 1
        # pip begins a script with a path that is too long, or has blanks in it, in a way of its own
        python=$(head -c 65536 "$script" | sed -nE \
            -e '1s/^#!(\/[^ ]*\/)?(env +|env +-S +)?([^ ]*python[0-9.]*)( .*)?$/\1\3/p' \
            -e "2s/^'''exec' \"?([^\"]*python[0-9.]*)\"? \"\\\$0\".*/\1/p" | head -n 1)
        case $python in
            /usr/bin/python* | /bin/python*) # behind env it is the first on PATH
                head -n 1 "$script" | grep -q '/env ' && python=$(command -v -- "${python##*/}") ;;
        esac
        [ -z "$python" ] || break
        [ "$(head -c 2 "$script")" = '#!' ] || return 1
        next=$(programs "$script")
        case ${next##*/} in
            '') return 1 ;;
            python*) python=$next ;;
        esac
        [ -z "$python" ] || break
        [ "$next" != "$script" ] || return 1
        script=$next
    done
    [ -n "$python" ] && [ -x "$python" ]
}

programs() { # SCRIPT, a shell's; prints the last path of a CellProfiler in it, or of the Python that it runs as a module of
    head -c 65536 "$1" | grep -v '^[[:space:]]*#' | grep -E 'cellprofiler|CellProfiler' |
        grep -oE "'/[^']*'|\"/[^\"]*\"|/[^][:space:]\"';|&<>()[]+" | tr -d "'\"" |
        grep -E '/(cellprofiler[a-z0-9.-]*|CellProfiler|python[0-9.]*)$' | tail -n 1
}
