using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Platform.ServiceKit.Organisation;

namespace Platform.Renewals.Values;

/// <summary>The day of something that happened: today or earlier, by the organisation's
/// calendar.</summary>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Property)]
public sealed class HappenedAttribute : ValidationAttribute
{
    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext)
    {
        if (value is not DateOnly day)
            return ValidationResult.Success;
        var today = validationContext.GetRequiredService<OrganisationCalendar>().Today;
        return day <= today
            ? ValidationResult.Success
            : new ValidationResult(Explain(day, today), [validationContext.MemberName ?? ""]);
    }

    private static string Explain(DateOnly day, DateOnly today) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{day:yyyy-MM-dd} lies in the future (it is {today:yyyy-MM-dd}); give the day on which it happened"
        );
}
