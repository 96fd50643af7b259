// The generic entry point: any operator of libtorch's dispatcher, found by name and run boxed.
#include "shim.h"

#include <ATen/core/dispatch/Dispatcher.h>
#include <ATen/core/stack.h>

#include <cstdlib>
#include <cstring>

namespace ferkit {
namespace {

// How an argument of the schema wants lists and numbers that C# cannot tell apart by itself.
enum class Wanted { AsGiven, Double, OptionalTensors };

struct Operator {
    c10::OperatorHandle handle;
    std::vector<Wanted> wanted;
};

Wanted wanted(c10::TypePtr type) {
    if (type->kind() == c10::TypeKind::OptionalType) type = type->castRaw<c10::OptionalType>()->getElementType();
    if (type->kind() == c10::TypeKind::FloatType) return Wanted::Double;
    if (type->kind() == c10::TypeKind::ListType &&
        type->castRaw<c10::ListType>()->getElementType()->kind() == c10::TypeKind::OptionalType)
        return Wanted::OptionalTensors;
    return Wanted::AsGiven;
}

template <typename Element>
c10::IValue list(const Value& value) {
    const auto* elements = static_cast<const Element*>(value.pointer);
    c10::List<Element> result;
    result.reserve(value.count);
    for (int64_t i = 0; i < value.count; i++) result.push_back(elements[i]);
    return result;
}

template <typename Element>
c10::IValue tensors(const Value& value) {
    auto* const* handles = static_cast<Handle*>(value.pointer);
    c10::List<Element> result;
    result.reserve(value.count);
    for (int64_t i = 0; i < value.count; i++) {
        // A missing tensor is an empty element of a list of optional tensors and an undefined one elsewhere.
        if (handles[i] == nullptr) result.push_back(Element());
        else result.push_back(borrow(handles[i]));
    }
    return result;
}

c10::IValue box(const Value& value, Wanted wanted) {
    switch (value.tag) {
        case Tag::None: return c10::IValue();
        case Tag::Tensor: return borrow(static_cast<Handle>(value.pointer));
        case Tag::Int:
            if (wanted == Wanted::Double) return static_cast<double>(value.integer);
            return value.integer;
        case Tag::Double: return value.real;
        case Tag::Bool: return value.integer != 0;
        case Tag::IntList: return list<int64_t>(value);
        case Tag::DoubleList: return list<double>(value);
        case Tag::BoolList: {
            const auto* flags = static_cast<const uint8_t*>(value.pointer);
            c10::List<bool> result;
            for (int64_t i = 0; i < value.count; i++) result.push_back(flags[i] != 0);
            return result;
        }
        case Tag::TensorList:
            return wanted == Wanted::OptionalTensors ? tensors<c10::optional<at::Tensor>>(value) : tensors<at::Tensor>(value);
        case Tag::String: return std::string(static_cast<const char*>(value.pointer), value.count);
        case Tag::Device: return device(value.integer);
        case Tag::Generator: return *static_cast<at::Generator*>(value.pointer);
    }
    throw std::invalid_argument("argument of an unknown kind");
}

Value unbox(c10::IValue&& value) {
    Value result{Tag::None, {0}, 0};
    if (value.isTensor()) {
        result.tag = Tag::Tensor;
        result.pointer = release(std::move(value).toTensor());
    } else if (value.isTensorList()) {
        auto tensors = value.toTensorVector();
        result.tag = Tag::TensorList;
        result.count = static_cast<int64_t>(tensors.size());
        auto** handles = static_cast<Handle*>(std::malloc(sizeof(Handle) * (tensors.size() + 1)));
        for (size_t i = 0; i < tensors.size(); i++) handles[i] = release(std::move(tensors[i]));
        result.pointer = handles;
    } else if (value.isBool()) {
        result.tag = Tag::Bool;
        result.integer = value.toBool();
    } else if (value.isInt()) {
        result.tag = Tag::Int;
        result.integer = value.toInt();
    } else if (value.isDouble()) {
        result.tag = Tag::Double;
        result.real = value.toDouble();
    } else if (!value.isNone()) {
        throw std::invalid_argument("the operator returns a " + value.tagKind() + ", which has no managed form");
    }
    return result;
}

}  // namespace
}  // namespace ferkit

using namespace ferkit;

// Finds "aten::add" with overload "Tensor"; the result lives as long as the process.
FERKIT_API void* ferkit_find_operator(const char* name, const char* overload) {
    return guard<void*>(nullptr, [&]() -> void* {
        auto handle = c10::Dispatcher::singleton().findSchema({name, overload});
        if (!handle.has_value())
            throw std::invalid_argument(std::string("this libtorch has no operator ") + name + (*overload ? "." : "") + overload);
        auto* found = new Operator{*handle, {}};
        for (const auto& argument : handle->schema().arguments()) found->wanted.push_back(wanted(argument.type()));
        return found;
    });
}

// Runs an operator. Arguments that are missing at the end take the schema's defaults.
// Returns the number of results, or -1.
FERKIT_API int64_t ferkit_call(const void* op, const Value* arguments, int64_t count, Value* results, int64_t capacity) {
    return guard<int64_t>(-1, [&]() -> int64_t {
        const auto& target = *static_cast<const Operator*>(op);
        const auto& schema = target.handle.schema().arguments();
        if (count > static_cast<int64_t>(schema.size())) throw std::invalid_argument("too many arguments for the operator's schema");
        torch::jit::Stack stack;
        stack.reserve(schema.size());
        for (int64_t i = 0; i < count; i++) stack.push_back(box(arguments[i], target.wanted[i]));
        for (size_t i = count; i < schema.size(); i++) {
            if (!schema[i].default_value().has_value()) throw std::invalid_argument("argument '" + schema[i].name() + "' is missing");
            stack.push_back(*schema[i].default_value());
        }
        target.handle.callBoxed(stack);
        if (static_cast<int64_t>(stack.size()) > capacity) throw std::invalid_argument("the operator returns more results than expected");
        for (size_t i = 0; i < stack.size(); i++) results[i] = unbox(std::move(stack[i]));
        return static_cast<int64_t>(stack.size());
    });
}

FERKIT_API void ferkit_free(void* memory) { std::free(memory); }
