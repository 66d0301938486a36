// Package signatures is the known-issue table: one YAML file an issue, read
// strictly, checked by a linter, and free of any Go code of its own.
//
//	signatures/<family>/<ID>-<slug>.yaml    the issue: what proves it, what to do, in both languages
//	signatures/<family>/<ID>-<slug>.txtar   cases that must and must not be detected
//	products/table.go                       products, their old and new provider, channel, service and log names
//	signatures/collect.yaml                 what can be collected, how, and what it would show
//	signatures/channels.yaml                the channel in which a provider writes
//	signatures/versions.yaml                builds and their end dates
//	signatures/checks/*.yaml                guided check lists
//	signatures/codes.tsv                    error codes and what they mean
//
// # A signature
//
// docs/signature-language.md explains every word, with an example of each kind
// of selection; a test keeps it complete. The keys stand in the order of type
// Signature:
//
//	id: TLS-002
//	mark: S
//	products: [entra-connect]
//	layer: 0
//	severity: critical
//	select:                        # named selections, each of one kind
//	  off: {setting: {key: HKLM\…\TLS 1.2\Client, name: Enabled, value: 0}}
//	  seen: {event: {provider: Schannel, id: 36871, ErrorState: 10013}}
//	condition: off                 # and, or, not, parentheses, 1 of [a, b], all of [a, b]
//	confidence: {confirmed: off and seen, probable: off}
//	supports, refuted_by, resolved_by, explained_by, note, note_unless
//	title, cause, steps, confirm, rollback, not_this, when_alone: {en: …, ja: …}
//	                               # a step also has run, and if: a condition under which it is told
//	collect, references
//
// # Selections
//
// A kind of selection is one type in one file, kind_<word>.go. It implements
// Query: its words, a canonical text, what lint can see, the selections that it
// refers to, the fields that it shows and a description in both languages. What
// handles all kinds, as the judge of package diagnosis does, implements Judge.
//
// # Three values
//
// A selection is true, false or unknown. It is unknown when no file of the case
// could have shown it; a negation of unknown stays unknown, and what is unknown
// never becomes a finding.
package signatures
