package main

import (
	"io"
	"os"

	"golang.org/x/term"

	"hybriddiag/report"
)

// console is the world outside the program: its streams, what they are
// connected to, and the environment.
type console struct {
	out, err    io.Writer
	getenv      func(string) string
	outTerminal bool
	errTerminal bool
	width       int // columns of the terminal that out is
}

func systemConsole() console {
	c := console{
		out:         os.Stdout,
		err:         os.Stderr,
		getenv:      os.Getenv,
		outTerminal: term.IsTerminal(int(os.Stdout.Fd())),
		errTerminal: term.IsTerminal(int(os.Stderr.Fd())),
		width:       report.DefaultWidth,
	}
	if !c.outTerminal {
		return c
	}
	enableColor(os.Stdout)
	if width, _, err := term.GetSize(int(os.Stdout.Fd())); err == nil && width > 0 {
		c.width = width
	}
	return c
}

// color decides whether the result is coloured: only a terminal is, unless the
// flag says otherwise.
func (c console) color(choice string, toFile bool) bool {
	switch choice {
	case "always":
		return true
	case "never":
		return false
	}
	return c.outTerminal && !toFile && c.getenv("NO_COLOR") == "" && c.getenv("TERM") != "dumb"
}
