//go:build !windows || !cgo

package main

import "github.com/spf13/cobra"

// addPlatformCommands adds nothing: diag watch-tls needs Windows and cgo.
func (a *app) addPlatformCommands(*cobra.Command) {}
