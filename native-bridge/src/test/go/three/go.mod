module example.com/three

go 1.19

require example.com/common v0.0.0

replace example.com/common => ../one/common
