using System.Runtime.InteropServices;

namespace Platform.SuccessPlans.Onboardings;

/// <param name="ClosedOn">Done or skipped on this day; null: open.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct MilestoneDay(int Stage, DateOnly? ClosedOn);
