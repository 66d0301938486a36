// Package house holds tests only: they keep the rooms of the project apart, and
// what is for tests out of the program that is shipped.
package house
