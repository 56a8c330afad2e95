using FsCheck;
using FsCheck.Fluent;
using Platform.Accounts.Segments;
using Platform.Rules;

namespace Platform.Accounts.Tests.Segments;

public class SegmentRuleTests
{
    private static readonly DateOnly Today = new(2026, 11, 22);
    private static readonly IReadOnlyDictionary<string, RuleAttribute> Attributes = SegmentAttributes.All([]);

    private sealed class Facts(Dictionary<string, object?> values) : IRuleFacts
    {
        public object? this[string attribute] => values.GetValueOrDefault(attribute);
    }

    private static bool Holds(string rule, params (string Name, object? Value)[] facts)
    {
        Rule.TryParse(rule, Attributes, out var parsed, out var error).ShouldBeTrue(error?.Message);
        return parsed!.Matches(
            new Facts(facts.ToDictionary(fact => fact.Name, fact => fact.Value, StringComparer.Ordinal)),
            Today
        );
    }

    [Theory]
    [InlineData("arr > 10_000", true)]
    [InlineData("arr = 50000", true)]
    [InlineData("arr between 50_000 and 60_000", true)]
    [InlineData("not arr > 10_000", false)]
    [InlineData("arr < 5 or industry = 'RETAIL' and country = 'DE'", true)]
    [InlineData("(arr < 5 or industry = 'Retail') and country = 'FR'", false)]
    [InlineData("industry in ('Energy', 'Retail')", true)]
    [InlineData("industry not in ('Energy')", true)]
    [InlineData("renewal_date within 90 days", true)]
    [InlineData("renewal_date within 9 days", false)]
    [InlineData("customer_since within last 400 days", true)]
    [InlineData("customer_since >= 2026-01-01", true)]
    [InlineData("single_threaded", true)]
    [InlineData("single_threaded = false", false)]
    [InlineData("sources = 'CRM'", true)]
    [InlineData("employees is missing", true)]
    [InlineData("employees > 5", false)]
    [InlineData("employees != 5", false)]
    [InlineData("not employees > 5", true)]
    [InlineData("employees not in (5)", false)]
    [InlineData("name = 'it''s'", true)]
    public void Rules_mean_what_they_say(string rule, bool expected) =>
        Holds(
                rule,
                ("arr", 50_000m),
                ("industry", "Retail"),
                ("country", "DE"),
                ("renewal_date", Today.AddDays(60)),
                ("customer_since", new DateOnly(2026, 1, 1)),
                ("single_threaded", true),
                ("sources", new[] { "crm", "billing" }),
                ("employees", null),
                ("name", "it's")
            )
            .ShouldBe(expected);

    [Fact]
    public void Any_text_is_either_a_rule_or_an_error_with_a_place_inside_it()
    {
        var pieces = Gen.Elements(
            "arr",
            "name",
            "renewal_date",
            "single_threaded",
            "and",
            "or",
            "not",
            "in",
            "between",
            "within",
            "days",
            "(",
            ")",
            ",",
            "=",
            "<",
            ">=",
            "5",
            "'x'",
            "2026-01-31",
            "is",
            "missing",
            "'",
            "§",
            "last"
        );
        Prop.ForAll(Gen.ListOf(pieces, 12).ToArbitrary(), words =>
            {
                var text = string.Join(' ', words);
                return Rule.TryParse(text, Attributes, out _, out var error)
                    || (
                        error.Position >= 1
                        && error.Position <= text.Length + 1
                        && error.Length >= 1
                        && error.Message.Length > 10
                    );
            })
            .QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Deep_nesting_is_refused_instead_of_exhausting_the_stack()
    {
        Rule.TryParse(new string('(', 3000), Attributes, out _, out var error).ShouldBeFalse();
        error!.Message.ShouldContain("Nested");
        Rule.TryParse(new string('x', 5000), Attributes, out _, out error).ShouldBeFalse();
    }

    [Fact]
    public void A_rule_tells_what_it_depends_on()
    {
        Rule.TryParse("arr > 5 and renewal_date within 9 days", Attributes, out var rule, out _).ShouldBeTrue();
        rule!.Attributes.ShouldBe(["arr", "renewal_date"], ignoreOrder: true);
        rule.DependsOnToday.ShouldBeTrue();
    }
}
