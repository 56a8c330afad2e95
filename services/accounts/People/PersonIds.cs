namespace Platform.Accounts.People;

/// <summary>
/// User ids of people on our side, as the identity provider or a file names them: usually an e-mail address.
/// </summary>
internal static class PersonIds
{
    private const int Longest = 200;

    /// <summary>What is wrong with the text as a user id; null when nothing is.</summary>
    public static string? Mistake(string? personId)
    {
        if (string.IsNullOrWhiteSpace(personId))
            return "is required: the user id of the person";
        if (personId.Length > Longest)
            return $"has {personId.Length} characters; at most {Longest}";
        if (personId.Any(char.IsControl))
            return "has a control character, which no user id has";
        return personId.Trim().Length < personId.Length ? "begins or ends with a blank: send the user id alone" : null;
    }
}
