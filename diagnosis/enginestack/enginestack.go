// Package enginestack reads the stacks that the sync engine puts into its
// events:
//
//	BAIL: MMS(4820): ..\ma.cpp(8030): 0x80230306 (text): Win32 API failure: 2
//	ERR_: MMS(4820): ..\eventlog.cpp(421): free text
//	Azure AD Sync 2.5.190.0
//
// Some of its lines stand in every stack and mean nothing: three registry
// values that need not be there are looked for, and their absence is reported.
package enginestack

import (
	"regexp"
	"strings"

	"hybriddiag/products"
)

var (
	// entry is the start of an entry, up to its file and line.
	entry     = regexp.MustCompile(`\b(BAIL|ERR_): (?:MMS\(\d+\): )?(?:[^\s:()]*\(\d+\): )?`)
	status    = regexp.MustCompile(`^0x[0-9A-Fa-f]{8}\b`)
	ending    = regexp.MustCompile(`\s*` + products.SyncEngine().Title + ` \d+\.\d+\.\d+\.\d+"?\s*$`)
	routine   = regexp.MustCompile(`^Failed getting registry value '(?:ADMADoNormalization|ADMARecursiveUserDelete|ADMARecursiveComputerDelete)'`)
	container = regexp.MustCompile(`^0x80131500\b`) // some exception of .NET
)

// notFound is what follows the search for a value that is not there.
const notFound = "0x80070002"

// part is one entry of a stack.
type part struct {
	whole, text string
	bail        bool
}

// parts splits a stack and leaves the routine entries out.
func parts(stack string) (before string, list []part) {
	at := entry.FindAllStringSubmatchIndex(stack, -1)
	if len(at) == 0 {
		return stack, nil
	}
	looked := false // the entry before reported a missing value
	for i, m := range at {
		end := len(stack)
		if i+1 < len(at) {
			end = at[i+1][0]
		}
		p := part{whole: stack[m[0]:end], text: strings.TrimSpace(stack[m[1]:end]), bail: stack[m[2]:m[3]] == "BAIL"}
		switch {
		case routine.MatchString(p.text):
			looked = true
			continue
		case looked && p.bail && strings.HasPrefix(p.text, notFound):
			looked = false
			continue
		}
		looked = false
		list = append(list, p)
	}
	return stack[:at[0][0]], list
}

// Telling returns the text without the routine entries of its stack; a text
// without such entries comes back as it is.
func Telling(text string) string {
	if !strings.Contains(text, "Failed getting registry value") {
		return text
	}
	before, list := parts(text)
	var b strings.Builder
	b.WriteString(before)
	for _, p := range list {
		b.WriteString(p.whole)
	}
	return b.String()
}

// Cause returns what a stack says about the cause: the first status that is
// neither routine nor a mere container, else the last free text, else "".
func Cause(stack string) string {
	_, list := parts(stack)
	last := ""
	for _, p := range list {
		text := strings.TrimRight(ending.ReplaceAllString(p.text, ""), "\"\r\n ")
		switch {
		case p.bail && status.MatchString(text) && !container.MatchString(text):
			return text
		case !p.bail && text != "":
			last = text
		}
	}
	return last
}
