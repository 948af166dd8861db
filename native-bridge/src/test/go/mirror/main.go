// What Go itself says of a plugin: mirror exports FILE, mirror hashes FILE.
package main

import (
	"debug/elf"
	"fmt"
	"os"
	"plugin"
	"reflect"
	"sort"
	"strings"
	"unsafe"
)

func main() {
	switch os.Args[1] {
	case "exports":
		exports(os.Args[2])
	case "hashes":
		hashes(os.Args[2])
	}
}

func check(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

var seen = map[reflect.Type]bool{}

// exports tells each export with its type, and each field of the named structures in them.
func exports(file string) {
	p, err := plugin.Open(file)
	check(err)
	field := reflect.ValueOf(p).Elem().FieldByName("syms")
	syms := *(*map[string]any)(unsafe.Pointer(field.UnsafeAddr()))
	var names []string
	for name := range syms {
		names = append(names, name)
	}
	sort.Strings(names)
	for _, name := range names {
		t := reflect.TypeOf(syms[name])
		if t.Kind() == reflect.Func {
			fmt.Printf("func %s %s\n", name, t)
		} else {
			fmt.Printf("var %s %s\n", name, t.Elem())
		}
		walk(t)
	}
	methods()
}

// methods tells those of the pointers that were seen, and walks what they take and give.
func methods() {
	var pointers []reflect.Type
	for t := range seen {
		if t.Kind() == reflect.Pointer && t.Elem().Name() != "" && t.Name() == "" {
			pointers = append(pointers, t)
		}
	}
	for _, t := range pointers {
		for i := 0; i < t.NumMethod(); i++ {
			m := t.Method(i)
			fmt.Printf("method %s %s %s\n", t.Elem(), m.Name, m.Type)
			walk(m.Type)
		}
	}
}

func walk(t reflect.Type) {
	if seen[t] {
		return
	}
	seen[t] = true
	if t.PkgPath() != "" && t.Kind() != reflect.UnsafePointer {
		fmt.Printf("type %s of %s\n", t, t.PkgPath())
	}
	switch t.Kind() {
	case reflect.Struct:
		for i := 0; i < t.NumField(); i++ {
			f := t.Field(i)
			if t.Name() != "" {
				fmt.Printf("field %s %s %s at %d %v %q\n", t, f.Name, f.Type, f.Offset, f.Anonymous, f.Tag)
			}
			walk(f.Type)
		}
	case reflect.Map:
		walk(t.Key())
		walk(t.Elem())
	case reflect.Array, reflect.Chan, reflect.Pointer, reflect.Slice:
		walk(t.Elem())
	case reflect.Func:
		for i := 0; i < t.NumIn(); i++ {
			walk(t.In(i))
		}
		for i := 0; i < t.NumOut(); i++ {
			walk(t.Out(i))
		}
	case reflect.Interface:
		for i := 0; i < t.NumMethod(); i++ {
			walk(t.Method(i).Type)
		}
	}
}

// hashes tells the hash of each package.
func hashes(file string) {
	f, err := elf.Open(file)
	check(err)
	symbols, err := f.DynamicSymbols()
	check(err)
	for _, s := range symbols {
		_, name, found := strings.Cut(s.Name, "link.pkghashbytes.")
		if !found {
			continue
		}
		for _, p := range f.Progs {
			if p.Type == elf.PT_LOAD && p.Vaddr <= s.Value && s.Value < p.Vaddr+p.Filesz {
				hash := make([]byte, s.Size)
				_, err := p.ReadAt(hash, int64(s.Value-p.Vaddr))
				check(err)
				fmt.Printf("%s %x\n", name, hash)
			}
		}
	}
}
