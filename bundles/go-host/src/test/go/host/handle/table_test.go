package handle

import (
	"sync"
	"testing"
)

func TestAHandleIsNeverAnothersEvenWhereItsPlaceIs(t *testing.T) {
	var table Table[string]
	one, two := "one", "two"
	first := table.Put(&one)
	if first < 1 || table.Get(first) != &one || table.Held() != 1 {
		t.Fatal(first, table.Get(first), table.Held())
	}
	if !table.Release(first) || table.Release(first) || table.Get(first) != nil {
		t.Fatal("released once, and then no handle")
	}
	second := table.Put(&two)
	if second == first || table.Get(first) != nil || table.Get(second) != &two {
		t.Fatal(first, second)
	}
}

func TestWhatIsNoHandleIsNone(t *testing.T) {
	var table Table[string]
	for _, number := range []int64{0, -1, 1, 1 << 62, -1 << 63, 1<<32 | 1} {
		if table.Get(number) != nil || table.Release(number) {
			t.Error(number)
		}
	}
	for i := 0; i < 5000; i++ {
		table.Put(new(string))
	}
	for _, number := range []int64{0, -1, 5001, 1 << 62, -1 << 63, 1<<32 | 1} {
		if table.Get(number) != nil || table.Release(number) {
			t.Error(number)
		}
	}
}

func TestThreadsPutAndRelease(t *testing.T) {
	var table Table[int]
	var group sync.WaitGroup
	for g := 0; g < 4; g++ {
		group.Add(1)
		go func() {
			defer group.Done()
			for i := 0; i < 20000; i++ {
				value := i
				number := table.Put(&value)
				if got := table.Get(number); got != &value {
					t.Errorf("%d is another's", number)
					return
				}
				if i%3 != 0 {
					table.Release(number)
				}
			}
		}()
	}
	group.Wait()
	if held := table.Held(); held != 4*6667 {
		t.Error(held)
	}
}
