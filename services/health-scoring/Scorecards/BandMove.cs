using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using Platform.HealthScoring.Scoring;
using Platform.ServiceKit.Data;

namespace Platform.HealthScoring.Scorecards;

/// <param name="From">The band now.</param>
/// <param name="To">The band with the other scorecard.</param>
public sealed record BandMove(string From, string To, int Accounts);
