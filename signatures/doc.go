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
//	id: TLS-002
//	mark: S                        # strongest mark of its facts: V seen, S seed, I inferred, M general knowledge
//	products: [entra-connect]      # whose issue it is; it is "not judged" only where one of them is in the case
//	layer: 0                       # 0 platform, 1 transport, 2 identity, 3 operation, 4 run result, 5 aftermath
//	severity: critical             # or a list: - {is: critical, if: condition} … - {is: high}
//	select:                        # named selections, each of one kind
//	  off: {setting: {key: HKLM\…\TLS 1.2\Client, name: Enabled, value: 0}}
//	  seen: {event: {provider: Schannel, id: 36871, ErrorState: 10013}}
//	condition: off                 # and, or, not, parentheses, 1 of [a, b], all of [a, b], 2 of [a, b, c]
//	confidence:                    # first that holds, in this order; probable when none is given
//	  confirmed: off and seen
//	  probable: off
//	supports: [seen]               # selections that add evidence when they hold
//	refuted_by: [handshake]        # a condition over what the case shows; where it holds, the finding is taken away
//	resolved_by: [success]         # an event later than the last failure, or a certificate issued later, turns the finding into "past"
//	explained_by:                  # causal edges: these findings explain this one
//	  - {ids: [TLS-004, NET-*], within: 5m, same: [ConnectorName], severity: [critical]}
//	  - {ids: [NET-*], around: 5m}   # within: the cause comes before or during it; around: it may be logged after it as well
//	  - {ids: [ECS-010], since: 2026-09-30, only: {ConnectorKind: entra}}   # of what happens from then on, to that kind alone
//	note: true                     # never a root cause
//	title, cause, confirm, rollback: {en: …, ja: …}   # {off.value} takes a value of the case, {off.value|none} says none without one;
//	                                                  # {seen.stack_cause} is what a stack of the sync engine says about its cause
//	steps: [{en: …, ja: …, run: command}]
//	when_alone: {cause: …, steps: …}   # used when no other finding explains this one; or {add: …}, a sentence more
//	collect: [run-history]         # ids of collect.yaml that would show the cause
//	references: [https://…]
//
// # Selections
//
// event and log take field conditions in Sigma's form, `Field|modifier: value`
// or a list of values (any of them holds; with |all every one must). Reserved
// keys are provider, channel, id, level and name (of a log). A provider, channel
// or log of the form @product stands for the names in the table of products; a provider
// of that form also for all events in the product's own channels. The fields
// Text (message and insertion strings), EventID (for what id cannot say:
// EventID|not), Process (the program, whatever the field is called) and String1,
// String2 … (insertion strings by position) always exist; ConnectorName and
// RunProfileName exist in the sync engine's events about a run.
//
//	event:   {provider: [ADSync], id: [6801], Text|contains: [IOException]}
//	log:     {name: hcw-log, id: [10276], Text|re: 'SSL'}
//	tls:     {Host|endswith: .office365.com, Mask|bits_none: 0x2800}
//	setting: {key: …, name: …, value|…: …} or absent: true; key may hold *;
//	         elsewhere: true asks the other computers of the case; ref and differs compare theirs with ours
//	certificate: {store: …, thumbprint|ref: sel, expired: true}
//	product: {id: entra-connect, version: ">=2.3.20.0 <=2.4.129.0"}
//	judged:  {from: 2026-09-30}
//	source:  {format: etl, path|contains: NetTrace}
//	finding: {ids: [SCH-001]}
//	correlation: {type: event_count, of: [a], group-by: [Connector], timespan: 1h, gte: 3}
//
// Modifiers: contains, startswith, endswith, re, not, not_re, gt, gte, lt, lte, bits_all,
// bits_any, bits_none, code (an error code in any of its notations), exists (true
// or false), ref (equal to the value of another selection), differs (from it),
// all.
//
// The types of a correlation are event_count, value_count, value_cluster,
// temporal, temporal_ordered, absent_after, gap and silent: see CorrelationQuery.
//
// # Three values
//
// A selection is true, false or unknown. It is unknown when no file of the case
// could have shown it; a negation of unknown stays unknown, and what is unknown
// never becomes a finding.
package signatures
