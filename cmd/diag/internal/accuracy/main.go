// Command accuracy measures how often the answer is the right one, over the
// samples, the cases beside the signatures and, where DIAG_FIELD or the folder
// beside the corpus has them, cases that were rebuilt from public reports.
//
//	accuracy > docs/accuracy.md           write the figures
//	accuracy -check docs/accuracy.md      fail when a report that was right is not
//
// A case is right when its cause is the first root cause, or a note where its cause
// is one by nature; buried when it is found behind another one; wrong when only
// others are found; silent when none is.
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"

	diag "hybriddiag"
	"hybriddiag/signatures"
)

func main() {
	against := flag.String("check", "", "file of figures to compare with")
	flag.Parse()
	if err := run(context.Background(), os.Stdout, *against); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(ctx context.Context, out io.Writer, against string) error {
	lib, err := signatures.LoadBuiltin()
	if err != nil {
		return err
	}
	a, err := diag.NewAnalyzer(lib)
	if err != nil {
		return err
	}
	reports, err := fromReports(ctx, a)
	if err != nil {
		return err
	}
	if against != "" {
		return compare(reports, against)
	}
	samples, err := fromSamples(ctx, a, "samples")
	if err != nil {
		return err
	}
	cases, err := fromSignatures(ctx, lib, os.DirFS("signatures"))
	if err != nil {
		return err
	}
	return write(out, samples, cases, reports)
}

// compare returns an error that names the reports which the figures do not list
// as missed and which are.
func compare(reports []judged, path string) error {
	before, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	var worse []string
	for _, r := range reports {
		if r.place != first && !strings.Contains(string(before), "`"+r.name+"`") {
			worse = append(worse, fmt.Sprintf("%s is %s", r.name, r.place))
		}
	}
	if len(worse) > 0 {
		return fmt.Errorf("reports that were right are not:\n%s", strings.Join(worse, "\n"))
	}
	return nil
}
