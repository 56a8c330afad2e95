using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Accounts.Audit;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Accounts.Attributes;

/// <param name="Type"><c>text</c>, <c>number</c>, <c>boolean</c>, <c>date</c> or <c>choice</c>.</param>
/// <param name="Choices">The values that are allowed; left out: any value of the type.</param>
public sealed record DeclareAttributeRequest(
    string Type,
    IReadOnlyList<string>? Choices = null,
    string? Description = null
);

/// <summary>Declares a custom attribute, or adds choices to one. Its type never changes: values of the old type
/// exist.</summary>
public static partial class DeclareAttribute
{
    public static void Map(IEndpointRouteBuilder attributes) =>
        attributes
            .MapPut("/{name}", HandleAsync)
            .WithName(nameof(DeclareAttribute))
            .RequireRoles(Roles.Ops, Roles.Manager);

    private static async Task<
        Results<Created<AttributeResponse>, Ok<AttributeResponse>, ProblemHttpResult>
    > HandleAsync(
        string name,
        DeclareAttributeRequest request,
        Database database,
        AuditLog audit,
        RequestContext context,
        CancellationToken ct
    )
    {
        if (Validate(name, request) is { Count: > 0 } errors)
            return Problem.Invalid(errors).ToResult();
        await using var work = await database.BeginAsync(ct);
        var before = await work.SingleOrDefaultAsync<Stored>(
            "select type, choices from attribute_definition where name = @name for update",
            new { name }
        );
        var type = request.Type.ToLowerInvariant();
        var choices = (request.Choices ?? []).Distinct(StringComparer.Ordinal).ToArray();
        if (before is not null && !string.Equals(before.Type, type, StringComparison.Ordinal))
            return TypeFixed(name, before.Type, type).ToResult();
        if (before?.Choices.Except(choices, StringComparer.Ordinal).ToArray() is { Length: > 0 } removed)
            return ChoicesInUse(name, removed).ToResult();

        await work.ExecuteAsync(
            Upsert,
            new
            {
                name,
                type,
                choices,
                request.Description,
                context.Now,
            }
        );
        await audit.WriteAsync(
            work,
            new AuditEntry(
                "declared",
                "attribute",
                Guid.Empty,
                null,
                before,
                new
                {
                    name,
                    type,
                    choices,
                    request.Description,
                }
            )
        );
        await work.CommitAsync();
        var answer = new AttributeResponse(name, type, choices, request.Description);
        return before is null ? TypedResults.Created($"/v1/attributes/{name}", answer) : TypedResults.Ok(answer);
    }

    private static Dictionary<string, string[]> Validate(string name, DeclareAttributeRequest request)
    {
        var errors = new Dictionary<string, string[]>(StringComparer.Ordinal);
        if (!NameShape().IsMatch(name))
            errors["name"] =
            [
                $"'{name}' is not a name: use lower-case letters, digits and underscores, starting with a "
                    + $"letter, at most 60",
            ];
        if (!AttributeSchema.TryParseType(request.Type ?? "", out var type))
            errors["type"] = [$"'{request.Type}' is not one of text, number, boolean, date, choice"];
        else if (type == AttributeType.Choice && request.Choices is not { Count: > 0 })
            errors["choices"] = ["a choice needs at least one value"];
        else if (type != AttributeType.Choice && request.Choices is { Count: > 0 })
            errors["choices"] = [$"only a choice has choices, not {request.Type}"];
        return errors;
    }

    private static Problem TypeFixed(string name, string from, string to) =>
        new(
            "attributes/type-fixed",
            StatusCodes.Status409Conflict,
            "The type of an attribute cannot change.",
            $"'{name}' is declared as {from} and has values of that type; it cannot become {to}. Declare another "
                + $"attribute."
        );

    private static Problem ChoicesInUse(string name, string[] removed) =>
        new(
            "attributes/choices-in-use",
            StatusCodes.Status409Conflict,
            "Choices cannot be removed.",
            $"'{name}' has the choices {string.Join(", ", removed)}, which accounts may carry. Send them along."
        );

    [GeneratedRegex("^[a-z][a-z0-9_]{0,59}$", RegexOptions.NonBacktracking)]
    private static partial Regex NameShape();

    private sealed class Stored
    {
        public string Type { get; init; } = "";
        public string[] Choices { get; init; } = [];
    }

    private const string Upsert = """
        insert into attribute_definition (name, type, choices, description, created_at)
            values (@name, @type, @choices, @Description, @Now)
        on conflict (name) do update set choices = excluded.choices, description = excluded.description
        """;
}
