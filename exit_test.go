package diag_test

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	diag "hybriddiag"
	"hybriddiag/finding"
	"hybriddiag/signatures"
)

func TestTheExitCodeKeepsItsPrecedence(t *testing.T) {
	of := func(s finding.Severity) []finding.Finding { return []finding.Finding{{Severity: s}} }
	for _, tt := range []struct {
		name     string
		findings []finding.Finding
		complete bool
		err      error
		failOn   finding.Severity
		want     diag.Exit
	}{
		{"nothing found", nil, true, nil, finding.Medium, diag.ExitOK},
		{"nothing found, incomplete", nil, false, nil, finding.Medium, diag.ExitIncomplete},
		{"at the threshold", of(finding.Medium), true, nil, finding.Medium, diag.ExitFinding},
		{"above the threshold", of(finding.Critical), true, nil, finding.Medium, diag.ExitFinding},
		{"below the threshold", of(finding.Low), true, nil, finding.Medium, diag.ExitOK},
		{"a finding beats incomplete", of(finding.High), false, nil, finding.High, diag.ExitFinding},
		{"below and incomplete", of(finding.Medium), false, nil, finding.High, diag.ExitIncomplete},
		{"never", of(finding.Critical), true, nil, "never", diag.ExitOK},
		{"never, incomplete", of(finding.Critical), false, nil, "never", diag.ExitIncomplete},
		{"info reaches nothing", of(finding.Info), true, nil, finding.Low, diag.ExitOK},
		{"no evidence beats a finding", of(finding.High), false, diag.ErrNoEvidence, finding.High, diag.ExitNoEvidence},
		{"a fault beats a finding", of(finding.High), true, fmt.Errorf("%w: reading", diag.ErrFault), finding.High, diag.ExitFault},
	} {
		t.Run(tt.name, func(t *testing.T) {
			d := &finding.Diagnosis{Findings: tt.findings, Complete: tt.complete}
			require.Equal(t, tt.want, diag.ExitCode(d, tt.err, tt.failOn))
		})
	}
}

func TestAnErrorAloneHasAnExitCode(t *testing.T) {
	for _, tt := range []struct {
		err  error
		want diag.Exit
	}{
		{nil, diag.ExitOK},
		{&signatures.Error{}, diag.ExitUsage},
		{fmt.Errorf("walk: %w", context.Canceled), diag.ExitInterrupted},
		{context.DeadlineExceeded, diag.ExitInterrupted},
		{diag.ErrNoEvidence, diag.ExitNoEvidence},
		{errors.New("disk full"), diag.ExitFault},
	} {
		require.Equal(t, tt.want, diag.ExitCode(nil, tt.err, finding.Medium), "%v", tt.err)
	}
}

func TestTheWorstOfSeveralExitCodesCounts(t *testing.T) {
	require.Equal(t, diag.ExitOK, diag.Worst())
	require.Equal(t, diag.ExitFinding, diag.Worst(diag.ExitOK, diag.ExitIncomplete, diag.ExitFinding))
	require.Equal(t, diag.ExitNoEvidence, diag.Worst(diag.ExitFinding, diag.ExitNoEvidence, diag.ExitIncomplete))
	require.Equal(t, diag.ExitFault, diag.Worst(diag.ExitUsage, diag.ExitFault))
	require.Equal(t, diag.ExitFault, diag.Worst(diag.ExitFinding, diag.Exit(77)), "a code of another program")
}
