# Where you stand, once a day in each sprint folder; it reads one small file and starts no Python.
function __sprint_nudge --on-event fish_prompt
    set -l folder $PWD
    while test -n "$folder"; and not test -e $folder/.sprint/local/nudge
        set folder (string replace -r '/[^/]*$' '' -- $folder)
    end
    test -n "$folder"; or return 0
    set -l today (date +%F)
    test "$__sprint_said" != "$today $folder"; or return 0
    set -g __sprint_said "$today $folder"
    set -l lines
    while read -l line
        set -a lines $line
    end < $folder/.sprint/local/nudge
    test "$lines[1]" = "$today"; and set -l fresh $lines[2]; or set -l fresh $lines[3]
    string replace -ra '[[:cntrl:]]' '' -- $fresh
end
