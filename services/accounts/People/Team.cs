namespace Platform.Accounts.People;

/// <summary>People of the roster who work together.</summary>
/// <param name="Name">As the roster names it at each person.</param>
/// <param name="Members">User ids of its active people.</param>
/// <param name="Managers">Those of them who are managers.</param>
public sealed record Team(string Name, IReadOnlyList<string> Members, IReadOnlyList<string> Managers);
