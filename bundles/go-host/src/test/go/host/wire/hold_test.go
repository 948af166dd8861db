package wire_test

import (
	"reflect"

	"alfheim/gohost/wire"
)

func hold(value any) int64 { return wire.Hold(reflect.ValueOf(value)) }

func held(word uint64) any {
	value, ok := wire.Value(int64(word))
	if !ok {
		return nil
	}
	return value.Interface()
}
