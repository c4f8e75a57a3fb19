# escape=`
# A Windows kernel must be underneath this one.
FROM mcr.microsoft.com/windows/servercore:ltsc2022
SHELL ["powershell", "-Command"]
RUN Get-ComputerInfo | `
    Select-Object OsVersion
USER ContainerUser
ENTRYPOINT ["powershell.exe"]
