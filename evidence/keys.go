package evidence

import "strings"

// Roots of settings that several readers know.
const (
	ServiceRoot = "service"
	ProgramRoot = "program"
)

// ServiceKey returns the key of the settings about a Windows service.
func ServiceKey(name string) string { return ServiceRoot + `\` + name }

// ProgramKey returns the key of the settings about an installed program with
// that display name. A backslash of the name becomes a slash.
func ProgramKey(name string) string {
	return ProgramRoot + `\` + strings.ReplaceAll(name, `\`, "/")
}
