package diagnosis

import "hybriddiag/signatures"

// tri is a truth value of Kleene's strong logic of indeterminacy.
type tri int8

const (
	no      tri = -1
	unknown tri = 0
	yes     tri = 1
)

func truth(b bool) tri {
	if b {
		return yes
	}
	return no
}

// eval combines the values of selections as a condition says.
func eval(n *signatures.Node, value func(name string) tri) tri {
	switch n.Op {
	case signatures.NodeName:
		return value(n.Name)
	case signatures.NodeNot:
		return -eval(n.Kids[0], value)
	case signatures.NodeAnd:
		return atLeast(n, len(n.Kids), value)
	case signatures.NodeOr:
		return atLeast(n, 1, value)
	}
	return atLeast(n, n.Min, value)
}

// atLeast is true when enough parts are, and unknown while the unknown parts
// could still make up the number.
func atLeast(n *signatures.Node, minimum int, value func(string) tri) tri {
	sure, open := 0, 0
	for _, k := range n.Kids {
		switch eval(k, value) {
		case yes:
			sure++
		case unknown:
			open++
		}
	}
	switch {
	case sure >= minimum:
		return yes
	case sure+open >= minimum:
		return unknown
	}
	return no
}
