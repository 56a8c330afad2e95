using System.Text.Json;
using Platform.Accounts.Accounts;
using Platform.Accounts.Attributes;
using Platform.Contracts;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Accounts.BulkChanges;

/// <summary>Sets custom attributes, which segments go by.</summary>
internal sealed class SetAttributesOperation(AccountWriter writer, Database database) : IBulkOperation
{
    public string Name => "set_attributes";

    public void Check(StartBulkChangeRequest request, IDictionary<string, string[]> errors)
    {
        if (request.Attributes is not { Count: > 0 })
            errors["attributes"] = ["is required for set_attributes: at least one"];
    }

    /// <summary>Against the schema as it is now, before anything is begun.</summary>
    public async Task CheckSchemaAsync(
        StartBulkChangeRequest request,
        IDictionary<string, string[]> errors,
        CancellationToken ct
    ) => AttributeInput.Read(request.Attributes, await AttributeSchema.ReadAsync(database, ct), errors);

    public Task<BulkOutcome> ApplyAsync(UnitOfWork work, Caller caller, Guid account, StartBulkChangeRequest request) =>
        PutAsync(work, caller, account, request.Attributes!);

    public async Task UndoAsync(UnitOfWork work, Caller caller, Guid account, JsonElement undo)
    {
        var known = undo.Deserialize<AttributesUndo>(ContractJson.Options)!;
        var before = await AccountReader.LockForChangeAsync(work, caller, account);
        if (!Same(Values(before, known.Made.Keys), known.Made))
            throw BulkProblems.ChangedSince("attributes").ToException();
        await PutAsync(work, caller, account, known.Former);
    }

    private async Task<BulkOutcome> PutAsync(
        UnitOfWork work,
        Caller caller,
        Guid id,
        IReadOnlyDictionary<string, JsonElement> wanted
    )
    {
        var before = await AccountReader.LockForChangeAsync(work, caller, id);
        var errors = new Dictionary<string, string[]>(StringComparer.Ordinal);
        var fields = new ChangeAccountRequest { Attributes = wanted };
        var schema = await AttributeSchema.ReadAsync(database, CancellationToken.None);
        var after = AccountInput.Apply(before, fields, schema, errors);
        if (errors.Count > 0)
            throw Problem.Invalid(errors).ToException();
        if (before.Attributes.Equals(after.Attributes))
            return BulkOutcome.Unchanged;
        await writer.SaveAsync(work, [new AccountChange(before, after, [])]);
        return new BulkOutcome(true, new AttributesUndo(Values(after, wanted.Keys), Values(before, wanted.Keys)));
    }

    /// <summary>The attributes of these names; null where the account has none.</summary>
    private static Dictionary<string, JsonElement> Values(Account account, IEnumerable<string> names) =>
        names.ToDictionary(
            name => name,
            name => JsonSerializer.SerializeToElement(account.Attributes[name], ContractJson.Options),
            StringComparer.Ordinal
        );

    private static bool Same(Dictionary<string, JsonElement> now, Dictionary<string, JsonElement> made) =>
        now.All(pair => JsonElement.DeepEquals(pair.Value, made[pair.Key]));

    private sealed record AttributesUndo(Dictionary<string, JsonElement> Made, Dictionary<string, JsonElement> Former);
}
