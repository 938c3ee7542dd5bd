# Where you stand, once a day in each sprint folder; it reads one small file and starts no Python.
__sprint_nudge() {
  local folder=$PWD today line fresh
  while [[ -n $folder && ! -e $folder/.sprint/local/nudge ]]; do folder=${folder%/*}; done
  [[ -n $folder ]] || return 0
  printf -v today '%(%F)T' -1 2>/dev/null || today=$(date +%F)
  [[ $__sprint_said != "$today $folder" ]] || return 0
  __sprint_said="$today $folder"
  { read -r line && read -r fresh && [[ $line == "$today" ]] || read -r fresh; } < "$folder/.sprint/local/nudge"
  printf '%s\n' "${fresh//[^[:print:]]/}"
}
PROMPT_COMMAND="__sprint_nudge${PROMPT_COMMAND:+;$PROMPT_COMMAND}"
