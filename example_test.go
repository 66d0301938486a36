package diag_test

import (
	"bytes"
	"context"
	"fmt"
	"log"

	diag "hybriddiag"
	"hybriddiag/bundle"
	"hybriddiag/finding"
)

const export = `Windows Registry Editor Version 5.00

[HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Control\ComputerName\ComputerName]
"ComputerName"="ECS01"

[HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Control\SecurityProviders\SCHANNEL\Protocols\TLS 1.2\Client]
"Enabled"=dword:00000000
"DisabledByDefault"=dword:00000001
`

// A server analyses what was uploaded without writing it to disk. One Analyzer
// serves all uploads.
func Example_upload() {
	analyzer, err := diag.NewAnalyzer(nil)
	if err != nil {
		log.Fatal(err)
	}
	upload := bytes.NewReader([]byte(export))
	d, err := analyzer.Analyze(context.Background(), diag.Case{
		Inputs: []bundle.Input{bundle.ReaderAt("upload.reg", upload, upload.Size())},
	}, diag.Options{
		Limits: bundle.Limits{Produced: 4 << 30, Entries: 10_000},
	})
	if err != nil {
		log.Fatal(err)
	}
	for _, f := range d.Findings {
		fmt.Println(f.ID, f.Severity, f.Evidence[0].Path)
	}
	// Output:
	// TLS-002 critical upload.reg
}

// The exit code of a program that checks a case says what it found.
func ExampleExitCode() {
	d, err := diag.Analyze(context.Background(), diag.Case{
		Inputs: []bundle.Input{bundle.ReaderAt("upload.reg", bytes.NewReader([]byte(export)), int64(len(export)))},
	}, diag.Options{})
	fmt.Println(diag.ExitCode(d, err, finding.High))

	d, err = diag.Analyze(context.Background(), diag.Case{Paths: []string{"no-such-file.zip"}}, diag.Options{})
	fmt.Println(diag.ExitCode(d, err, finding.High))
	// Output:
	// 1
	// 3
}
