package main

import "fmt"

// checkScript is what Microsoft's script that checks the TLS 1.2 settings
// prints: eight rows in an order that never changes.
func checkScript(values [8]string) []string {
	const dotNet, channel = `\Microsoft\.NETFramework\v4.0.30319`, `HKLM:\SYSTEM\CurrentControlSet\Control\SecurityProviders\SCHANNEL\Protocols\TLS 1.2\`
	rows := [8][2]string{
		{`HKLM:\SOFTWARE\WOW6432Node` + dotNet, "SystemDefaultTlsVersions"},
		{`HKLM:\SOFTWARE\WOW6432Node` + dotNet, "SchUseStrongCrypto"},
		{`HKLM:\SOFTWARE` + dotNet, "SystemDefaultTlsVersions"},
		{`HKLM:\SOFTWARE` + dotNet, "SchUseStrongCrypto"},
		{channel + "Server", "Enabled"},
		{channel + "Server", "DisabledByDefault"},
		{channel + "Client", "Enabled"},
		{channel + "Client", "DisabledByDefault"},
	}
	line := func(path, name, value string) string { return fmt.Sprintf("%-91s %-24s %s", path, name, value) }
	lines := []string{"", line("Path", "Name", "Value"), line("----", "----", "-----")}
	for i, r := range rows {
		lines = append(lines, line(r[0], r[1], values[i]))
	}
	return append(lines, "", "")
}

// rightValues is what the script prints where all is set as Microsoft asks.
var rightValues = [8]string{"1", "1", "1", "1", "1", "0", "1", "0"}
