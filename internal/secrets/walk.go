package secrets

import "reflect"

// MaskAll masks every string that v, a pointer, leads to through exported fields.
// A struct with a Name and a Value is a setting: its value is judged by its name.
func MaskAll(v any) { maskIn(reflect.ValueOf(v)) }

func maskIn(v reflect.Value) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			maskIn(v.Elem())
		}
	case reflect.Interface:
		maskInterface(v)
	case reflect.String:
		if v.CanSet() {
			v.SetString(Mask(v.String()))
		}
	case reflect.Slice, reflect.Array:
		for i := range v.Len() {
			maskIn(v.Index(i))
		}
	case reflect.Map:
		maskMap(v)
	case reflect.Struct:
		maskStruct(v)
	}
}

// maskInterface replaces the text in an interface; what it points to is masked in
// place.
func maskInterface(v reflect.Value) {
	inner := v.Elem()
	switch {
	case !inner.IsValid():
	case inner.Kind() == reflect.String && v.CanSet():
		v.Set(reflect.ValueOf(Mask(inner.String())).Convert(inner.Type()))
	case inner.Kind() == reflect.Pointer:
		maskIn(inner)
	}
}

func maskMap(v reflect.Value) {
	if v.Type().Elem().Kind() != reflect.String || v.Type().Key().Kind() != reflect.String {
		return
	}
	for _, key := range v.MapKeys() {
		masked := MaskValue(key.String(), v.MapIndex(key).String())
		v.SetMapIndex(key, reflect.ValueOf(masked).Convert(v.Type().Elem()))
	}
}

func maskStruct(v reflect.Value) {
	for i := range v.NumField() {
		if v.Type().Field(i).IsExported() {
			maskIn(v.Field(i))
		}
	}
	name, value := v.FieldByName("Name"), v.FieldByName("Value")
	if name.IsValid() && value.IsValid() && name.Kind() == reflect.String && value.Kind() == reflect.String && value.CanSet() {
		value.SetString(MaskValue(name.String(), value.String()))
	}
}
