// Package common is in several plugins.
package common

var Number int
