; The installer for Windows: for one person, without administrator's rights, in the program's languages.
;
;     makensis -INPUTCHARSET UTF8 -DVERSION=1.2.3 -DPAYLOAD=..\..\build\frozen\simexit packaging\windows\simexit.nsi
;
; Unverified on Windows. What was done with it stands in packaging/linux/README.md.
Unicode true
!ifdef AMD64
  Target amd64-unicode ; for a makensis that has these stubs, as Debian's
!endif
!include MUI2.nsh

!define NAME "SIM Exit"
!define TYPE "simexit.session"
!define REMOVE "Software\Microsoft\Windows\CurrentVersion\Uninstall\simexit"

Name "${NAME}"
OutFile "..\..\dist\simexit-${VERSION}-setup.exe"
InstallDir "$LOCALAPPDATA\Programs\${NAME}"
InstallDirRegKey HKCU "${REMOVE}" "InstallLocation"
RequestExecutionLevel user
SetCompressor /SOLID lzma
VIProductVersion "${VERSION}.0"
VIAddVersionKey "ProductName" "${NAME}"
VIAddVersionKey "ProductVersion" "${VERSION}"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "FileDescription" "${NAME}"
VIAddVersionKey "LegalCopyright" "The SIM Exit authors, MIT licence"

!define MUI_ICON "..\..\build\icons\simexit.ico"
!define MUI_UNICON "..\..\build\icons\simexit.ico"
!define MUI_FINISHPAGE_RUN "$INSTDIR\simexit-window.exe"
!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_LANGUAGE "SimpChinese"
!insertmacro MUI_LANGUAGE "TradChinese"
!insertmacro MUI_LANGUAGE "Spanish"
!insertmacro MUI_RESERVEFILE_LANGDLL

LangString CASE ${LANG_ENGLISH} "SIM Exit case"
LangString CASE ${LANG_SIMPCHINESE} "销卡向导的存档"
LangString CASE ${LANG_TRADCHINESE} "銷卡嚮導的存檔"
LangString CASE ${LANG_SPANISH} "Caso de SIM Exit"
LangString SHORTCUT ${LANG_ENGLISH} "SIM Exit"
LangString SHORTCUT ${LANG_SIMPCHINESE} "销卡向导"
LangString SHORTCUT ${LANG_TRADCHINESE} "銷卡嚮導"
LangString SHORTCUT ${LANG_SPANISH} "SIM Exit"

Function .onInit
  !insertmacro MUI_LANGDLL_DISPLAY
FunctionEnd

Function un.onInit
  ReadRegStr $LANGUAGE HKCU "${REMOVE}" "Language"
FunctionEnd

Section
  ; What an older version left would otherwise stay. Only the program's own folder; cases are elsewhere.
  RMDir /r "$INSTDIR\_internal"
  SetOutPath "$INSTDIR"
  File /r "${PAYLOAD}/*"
  WriteUninstaller "$INSTDIR\uninstall.exe"

  CreateShortcut "$SMPROGRAMS\$(SHORTCUT).lnk" "$INSTDIR\simexit-window.exe"
  WriteRegStr HKCU "${REMOVE}" "Shortcut" "$(SHORTCUT)"

  WriteRegStr HKCU "Software\Classes\.simexit" "" "${TYPE}"
  WriteRegStr HKCU "Software\Classes\.simexit" "Content Type" "application/x-simexit-session"
  WriteRegStr HKCU "Software\Classes\${TYPE}" "" "$(CASE)"
  WriteRegStr HKCU "Software\Classes\${TYPE}\DefaultIcon" "" '"$INSTDIR\simexit-window.exe",0'
  WriteRegStr HKCU "Software\Classes\${TYPE}\shell\open\command" "" '"$INSTDIR\simexit-window.exe" "%1"'

  WriteRegStr HKCU "${REMOVE}" "DisplayName" "$(SHORTCUT)"
  WriteRegStr HKCU "${REMOVE}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${REMOVE}" "DisplayIcon" "$INSTDIR\simexit-window.exe"
  WriteRegStr HKCU "${REMOVE}" "Publisher" "The SIM Exit authors"
  WriteRegStr HKCU "${REMOVE}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${REMOVE}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${REMOVE}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegStr HKCU "${REMOVE}" "Language" "$LANGUAGE"
  WriteRegDWORD HKCU "${REMOVE}" "NoModify" 1
  WriteRegDWORD HKCU "${REMOVE}" "NoRepair" 1
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
SectionEnd

Section "Uninstall"
  ReadRegStr $0 HKCU "${REMOVE}" "Shortcut"
  StrCmp $0 "" +2
  Delete "$SMPROGRAMS\$0.lnk"
  RMDir /r "$INSTDIR\_internal"
  Delete "$INSTDIR\simexit.exe"
  Delete "$INSTDIR\simexit-window.exe"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR" ; only when empty: the person may have chosen a folder with other things in it
  DeleteRegKey HKCU "Software\Classes\${TYPE}"
  DeleteRegKey HKCU "Software\Classes\.simexit"
  DeleteRegKey HKCU "${REMOVE}"
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
SectionEnd
