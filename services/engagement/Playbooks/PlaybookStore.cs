using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Platform.Contracts;
using Platform.ServiceKit.Data;

namespace Platform.Engagement.Playbooks;

/// <summary>Reads and writes playbooks.</summary>
public static class PlaybookStore
{
    public static Task<PlaybookRow?> FindAsync(UnitOfWork work, Guid id) =>
        work.SingleOrDefaultAsync<PlaybookRow>($"{PlaybookRow.Select} where p.id = @id for update of p", new { id });

    public static Task<PlaybookRow?> FindAsync(Database database, Guid id, CancellationToken ct) =>
        database.SingleOrDefaultAsync<PlaybookRow>($"{PlaybookRow.Select} where p.id = @id", new { id }, ct);

    /// <summary>Adds a version; versions never change.</summary>
    public static Task<int> InsertVersionAsync(
        UnitOfWork work,
        Guid playbookId,
        int number,
        JsonElement definition,
        IReadOnlyList<DefinitionProblem> warnings,
        string by
    ) =>
        work.ExecuteAsync(
            InsertVersion,
            new
            {
                playbookId,
                number,
                Definition = definition.GetRawText(),
                Checksum = ChecksumOf(definition),
                Warnings = JsonSerializer.Serialize(warnings, ContractJson.Options),
                Now = work.Context.Now,
                by,
            }
        );

    /// <summary>Of the definition without white space: 64 hexadecimal digits.</summary>
    public static string ChecksumOf(JsonElement definition) =>
        Convert.ToHexStringLower(
            SHA256.HashData(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(definition, ContractJson.Options)))
        );

    private const string InsertVersion = """
        insert into playbook_version (playbook_id, number, definition, checksum, warnings, saved_at, saved_by)
        values (@playbookId, @number, @Definition::jsonb, @Checksum, @Warnings::jsonb, @Now, @by)
        """;
}
