; What electron-builder's installer for Windows gets besides: a page that asks whether consoles shall know the word daguerre.
; PATH is changed by PowerShell, because NSIS cuts texts at 1024 characters and would destroy a longer PATH.
; The place in PATH is the user's own, or the machine's where the program is installed for everybody.

!define PATH_SCRIPT "$$p = @([Environment]::GetEnvironmentVariable('Path', $$s) -split ';' | Where-Object { $$_ -and $$_ -ne $$d })"

!macro setPath scope ending
  nsExec::Exec `powershell.exe -NoProfile -NonInteractive -Command "$$s = '${scope}'; $$d = '$INSTDIR\bin'; ${PATH_SCRIPT}; ${ending}[Environment]::SetEnvironmentVariable('Path', ($$p -join ';'), $$s)"`
  Pop $0
!macroend

!macro setPathForMode ending
  ${if} $installMode == "all"
    !insertmacro setPath "Machine" "${ending}"
  ${else}
    !insertmacro setPath "User" "${ending}"
  ${endif}
!macroend

!ifndef BUILD_UNINSTALLER
  !include nsDialogs.nsh
  Var pathBox
  Var pathChoice

  !macro customPageAfterChangeDir
    Page custom pathPage pathPageLeave
  !macroend

  !macro customInit
    ; What a silent installation takes.
    StrCpy $pathChoice ${BST_CHECKED}
  !macroend

  Function pathPage
    ; An update keeps what was chosen.
    ${if} ${isUpdated}
      Abort
    ${endif}
    nsDialogs::Create 1018
    Pop $0
    ${NSD_CreateCheckbox} 0 0 100% 12u "Let consoles know the command &daguerre (adds its folder to PATH)"
    Pop $pathBox
    ${NSD_SetState} $pathBox $pathChoice
    nsDialogs::Show
  FunctionEnd

  Function pathPageLeave
    ${NSD_GetState} $pathBox $pathChoice
  FunctionEnd

  !macro customInstall
    ${ifNot} ${isUpdated}
    ${andIf} $pathChoice == ${BST_CHECKED}
      !insertmacro setPathForMode "$$p += $$d; "
    ${endif}
  !macroend
!else
  !macro customUnInstall
    ; An update removes the old version first.
    ${ifNot} ${isUpdated}
      !insertmacro setPathForMode ""
    ${endif}
  !macroend
!endif
