// Package secrets takes passwords, tokens and keys out of text before anybody
// sees it.
//
//	text ──triggers──► the rules whose words occur ──► text with <secret:kind>
//
// Logs hold secrets where nobody expects them: a command line with a password, a
// request with its bearer token, a connection string in an exception. What a
// report says never depends on them, so they are masked in everything that leaves
// the program, and there is no way to switch that off.
//
// A rule knows one form: a header, an assignment, an option of a command, an XML
// element, a URL with a password, a token that is known by its own looks. It runs
// only on texts in which one of its words occurs, which one pass over the text
// finds (internal/acscan).
//
// What looks like a secret by its name alone is judged by its value: "Password:
// expired" tells a state, PublicKeyToken is no token, and a place to be filled in
// ("<password>", "$cred") is none. In doubt the value is masked.
//
// Masking a text that was masked changes nothing.
package secrets
