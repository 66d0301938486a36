package main

import (
	"os"

	"charm.land/lipgloss/v2"
)

// enableColor makes an older Windows console obey escape sequences.
func enableColor(file *os.File) { lipgloss.EnableLegacyWindowsANSI(file) }
