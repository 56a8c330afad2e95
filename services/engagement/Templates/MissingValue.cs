using System.Globalization;
using System.Text.Encodings.Web;
using Fluid.Values;

namespace Platform.Engagement.Templates;

/// <summary>Something that is not known: it is false in a condition and nothing to a <c>default</c>, and to write it
/// is an error. "Dear ," never leaves.</summary>
internal sealed class MissingValue(string variable) : FluidValue
{
    public override FluidValues Type => FluidValues.Nil;

    public override bool Equals(FluidValue? other) => other is null || other.IsNil();

    public override bool ToBooleanValue() => false;

    public override decimal ToNumberValue() => throw new MissingValueException(variable);

    public override string ToStringValue() => throw new MissingValueException(variable);

    public override object? ToObjectValue() => null;

    public override bool Equals(object? obj) => obj is FluidValue other && Equals(other);

    public override int GetHashCode() => 0;

    public override ValueTask WriteToAsync(TextWriter writer, TextEncoder encoder, CultureInfo cultureInfo) =>
        throw new MissingValueException(variable);
}
