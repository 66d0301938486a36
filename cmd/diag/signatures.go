package main

import (
	"github.com/spf13/cobra"

	"hybriddiag/internal/i18n"
	"hybriddiag/signatures"
)

func (a *app) signaturesCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "signatures",
		Short: a.text(i18n.SignaturesShort),
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return a.usage(i18n.ErrNoCommand, "command", cmd.CommandPath())
			}
			return a.usage(i18n.ErrCommand, "command", cmd.CommandPath(), "name", quoted(args[0]))
		},
		Args: cobra.ArbitraryArgs,
	}
	cmd.AddCommand(a.signaturesListCommand(), a.signaturesShowCommand(), a.signaturesLintCommand(),
		a.signaturesTestCommand(), a.signaturesSiteCommand())
	return cmd
}

// addSignaturesFlag lets a command work with signatures of the user's own too.
func (a *app) addSignaturesFlag(cmd *cobra.Command) {
	cmd.Flags().StringVar(&a.flags.signatures, "signatures", "", a.text(i18n.FlagSignatures))
}

// signature returns the built-in signature of that id.
func (a *app) signature(id string) (*signatures.Signature, error) {
	lib, err := a.library("")
	if err != nil {
		return nil, err
	}
	return a.findSignature(lib, id)
}

func (a *app) findSignature(lib *signatures.Library, id string) (*signatures.Signature, error) {
	if s := lib.Get(id); s != nil {
		return s, nil
	}
	hint := a.text(i18n.ErrListHint, "command", "diag signatures list")
	return nil, a.hinted(hint, i18n.ErrNoSignature, "id", quoted(id))
}
