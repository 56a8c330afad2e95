using Platform.Files.Mapping;

namespace Platform.Accounts.Accounts;

/// <summary>One plain field of accounts: where it is kept, how it is given and what it may hold.</summary>
/// <param name="Name">As the API and the audit log call it.</param>
/// <param name="Column">As the table and the rules of segments call it.</param>
/// <param name="SqlType">PostgreSQL's type of the column.</param>
/// <param name="Value">Reads it.</param>
/// <param name="Values">Reads it from many accounts, as one array that PostgreSQL takes.</param>
internal sealed record AccountField(
    string Name,
    string Column,
    string SqlType,
    Func<AccountProperties, object?> Value,
    Func<IReadOnlyList<Account>, Array> Values
)
{
    /// <summary>What is wrong with what was given; null: anything goes.</summary>
    public Action<AccountFields, IDictionary<string, string[]>>? Check { get; init; }

    /// <summary>Puts what was given into the account; null: it is not given, rules decide it.</summary>
    public Func<Account, AccountFields, Account>? Apply { get; init; }

    /// <summary>The field of a file; null: files have none.</summary>
    public FieldDefinition? Import { get; init; }

    /// <summary>Reads it from a file's row.</summary>
    public Func<RowReader, AccountFields, AccountFields>? Read { get; init; }

    /// <summary>Its type in rules of segments; null: rules do not ask for it.</summary>
    public FieldType? InRules { get; init; }

    /// <summary>The values that a choice has.</summary>
    public IReadOnlyList<string>? Choices { get; init; }

    public static AccountField Of<T>(string name, string column, string sqlType, Func<AccountProperties, T> value) =>
        new(name, column, sqlType, account => value(account), accounts => accounts.Select(value).ToArray());
}
